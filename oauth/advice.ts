import { LONGEST_ADDRESS } from './addresses';
import type { Advice, Dialect } from './dialect';
import type { HttpAnswer, HttpCall } from './http';
import type { ProblemKind } from './problems';

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
		refused: {
			message: `${provider} refused to ${purpose}`,
			hint: 'Check the values of this item against what the provider says.',
		},
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

/** Only the origin: the rest of a redirect may carry a secret. */
function targetOf(call: HttpCall, answer: HttpAnswer): string {
	const location = answer.headers.location ?? '';
	const isAddress = location.length <= LONGEST_ADDRESS && URL.canParse(location, call.url);
	return isAddress ? new URL(location, call.url).origin : 'an invalid address';
}
