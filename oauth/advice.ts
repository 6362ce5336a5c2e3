import { LONGEST_ADDRESS, urlOf } from './addresses';
import { deadTokenStatuses, type Advice, type Dialect } from './dialect';
import { codesOf, type ProviderError } from './errorFamilies';
import type { HttpAnswer, HttpCall } from './http';
import type { ProblemKind } from './problems';

/**
 * What an answer without a form is: nothing, or a few words. Whatever else is not in the provider's form, such as a web
 * page, may be of something that stands in between.
 */
const bareForm = (body: string): 'empty' | 'text' | undefined => {
	const [first] = body.trimStart();
	if (first === undefined) return 'empty';
	return '<{["'.includes(first) ? undefined : 'text';
};

/** What the dialect says of an answer that is nothing but its status, as its provider is known to send. */
export function bareAdvice(dialect: Dialect, call: HttpCall, answer: HttpAnswer): Advice | undefined {
	return own(dialect, [`${call.endpoint}:${answer.status}:${bareForm(answer.body)}`]);
}

/** What to tell a person of an answer: what the dialect says, most telling first, else what holds for all providers. */
export function adviceFor(
	dialect: Dialect,
	call: HttpCall,
	answer: HttpAnswer,
	kind: ProblemKind,
	error: ProviderError = {},
): Advice {
	const byCode = own(
		dialect,
		codesOf(error).flatMap((each) => [`${call.endpoint}:${each}`, each]),
	);
	const byStatus = own(dialect, [`${call.endpoint}:${answer.status}`]);
	const known = byCode ?? bareAdvice(dialect, call, answer);
	if (known) return known;
	const byKind = own(dialect, [kind]) ?? generalAdvice(dialect, call, answer, kind);
	if (kind !== 'unreadable' || answer.status < 400) return byStatus ?? byKind;
	return ofStatusAlone(dialect, answer, byKind, byStatus ?? generalAdvice(dialect, call, answer, 'refused'));
}

const own = ({ advice }: Dialect, keys: readonly string[]): Advice | undefined => {
	const key = keys.find((each) => Object.hasOwn(advice, each));
	return key === undefined ? undefined : advice[key];
};

/** The status is all that can be read; it may be the provider's, or of something in between. */
function ofStatusAlone(
	{ provider }: Dialect,
	{ status, body }: HttpAnswer,
	elsewhere: Advice,
	{ message, hint }: Advice,
): Advice {
	return bareForm(body) === undefined
		? { ...elsewhere, hint: `${elsewhere.hint} If it is, HTTP ${status} means: ${message}. ${hint}` }
		: {
				message,
				hint: `${hint} ${provider} did not say so in its usual form, so check the address as well.`,
			};
}

/** What to say where the dialect has no advice of its own. */
export function generalAdvice(
	dialect: Dialect,
	call: HttpCall,
	answer: HttpAnswer,
	kind: ProblemKind,
): Advice {
	const { provider } = dialect;
	const host = new URL(call.url).host;
	const purpose = dialect.endpoints[call.endpoint]?.purpose ?? call.endpoint;
	const advice: Partial<Record<ProblemKind, Advice>> = {
		refused: { message: `${provider} refused to ${purpose}`, hint: hintOfRefusal(dialect, answer) },
		rateLimited: {
			message: `${provider} refused to ${purpose}: too many requests for now`,
			hint: 'Nothing is lost. Wait, or run the workflow less often.',
		},
		unavailable: {
			message: `${provider} failed while it was asked to ${purpose}`,
			hint: 'The fault lies with the server. Try again later; if it lasts, tell whoever runs the server.',
		},
		redirected: {
			message: `${host} redirects to ${targetOf(call, answer)} instead of answering`,
			hint: 'Redirects are not followed, so that no secret ends up elsewhere. If you trust that address, enter it instead.',
		},
	};
	return (
		advice[kind] ?? {
			message: `${host} does not answer like a ${provider} server when asked to ${purpose}`,
			hint: `Check the address: it must be that of a ${provider} server, with nothing in front of it that answers instead.`,
		}
	);
}

const NOT_THERE =
	'What it was asked about is not there. Check the IDs of this item; what has ended or was deleted is not found any more.';
const TOO_LONG = 'Something in this item is too long. Look for the longest of its values, and shorten it.';

/** What a refusal mostly means, by its status (RFC 9110 §15.5). */
const HINTS: Readonly<Record<number, string>> = {
	401: 'It did not accept the credential or the token: that may have expired or been revoked, or belong to another server. Sign in or connect again, or enter a new key.',
	403: 'The account or the key that is used may not do this. Use one that may, or ask an administrator for the permission.',
	404: NOT_THERE,
	405: 'The server does not know this request: it may be of another version. Ask whoever runs it.',
	409: 'It does not go with what is there already, such as something of the same name. Look at what is there, then change this item.',
	410: NOT_THERE,
	413: TOO_LONG,
	414: TOO_LONG,
	431: TOO_LONG,
};

const hintOfRefusal = (dialect: Dialect, { status, body }: HttpAnswer): string =>
	HINTS[deadTokenStatuses(dialect).includes(status) ? 401 : status] ??
	(bareForm(body) === 'empty'
		? 'It gave no reason. Compare this item with one that works; whoever runs the server finds more in its log.'
		: 'Its own words follow: change what they name, then run this item again.');

/** Only the origin: the rest of a redirect may carry a secret. */
function targetOf(call: HttpCall, answer: HttpAnswer): string {
	const location = answer.headers.location ?? '';
	const target = location.length <= LONGEST_ADDRESS ? urlOf(location, call.url) : undefined;
	return target?.origin ?? 'an invalid address';
}
