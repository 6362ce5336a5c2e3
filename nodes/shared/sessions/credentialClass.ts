import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { isOAuthProblem } from '../../../oauth/problems';
import { sessionSource, type Session } from '../../../oauth/sessions';
import { allowedBy, allowedDomainsOf } from '../signing/ownServerFields';
import { inOneText } from '../http/oneText';
import { plainSend } from '../http/send';
import { DEFAULTS } from '../http/settings';
import { systemTime } from '../http/systemTime';
import { fieldsOf, keptSessions, storedSession, type StoredFields } from '../signing/keptSessions';
import type { ApiKeySignIn, SessionSignIn } from '../signing/signIn';
import { mayStore } from '../signing/storing';
import { toOwnServer, WITHOUT_REDIRECTS, type SignableOptions } from '../signing/target';

type Data = ICredentialDataDecryptedObject;

/**
 * Hidden fields, which n8n fills with what `preAuthentication` returns; it asks for that where `accessToken` is empty.
 */
export const keptSessionFields: INodeProperties[] = [
	{
		displayName: 'Access Token',
		name: 'accessToken',
		type: 'hidden',
		typeOptions: { expirable: true, password: true },
		default: '',
	},
	{ displayName: 'Session', name: 'session', type: 'hidden', typeOptions: { password: true }, default: '' },
];

/**
 * Puts a key on a request to its own server.
 *
 * @throws {Error} whose message says what happened and what to do: in the HTTP Request node n8n shows nothing else
 */
export function signWithKey(signIn: ApiKeySignIn, data: Data, options: SignableOptions): IHttpRequestOptions {
	return inOneMessage(() => {
		const url = options.url && signIn.filledUrl ? signIn.filledUrl(options.url, data) : options.url;
		const request = toOwnServer(signIn, data, { ...options, url });
		const { headers, ...signature } = signIn.signatureOf(data);
		return {
			...request,
			...signature,
			headers: { ...request.headers, ...headers },
			// n8n leaves `Authorization` behind when a redirect leads to another server, and no other header.
			...(Object.keys(headers ?? {}).some((name) => name !== 'Authorization') && WITHOUT_REDIRECTS),
		} as IHttpRequestOptions;
	});
}

/** Which token a request was signed with, by the data that n8n hands back when the request has failed. */
const sentWith = new WeakMap<Data, string>();

/** What was renewed for the request that is under way. n8n asks for it once; by then it may be due again on a busy machine. */
const renewedFor = new WeakMap<Data, Session>();

/**
 * Puts the access token of a kept session on a request to its own server.
 *
 * @throws an error that looks like a 401 when the session has to be renewed first: n8n answers it by calling
 * {@link renewSession} before anything is sent
 */
export function signWithSession(
	signIn: SessionSignIn,
	data: Data,
	options: SignableOptions,
): IHttpRequestOptions {
	return inOneMessage(() => {
		const request = toOwnServer(signIn, data, options);
		const { fingerprint } = signIn.accountOf(data);
		const usable = keptSessions.usable(fingerprint, storedSession(data, fingerprint));
		const renewed = renewedFor.get(data);
		const session = usable ?? (renewed?.fingerprint === fingerprint ? renewed : undefined);
		sentWith.delete(data);
		renewedFor.delete(data);
		if (!session) throw needsRenewal(signIn);
		sentWith.set(data, session.accessToken);
		return { ...request, headers: { ...request.headers, Authorization: `Bearer ${session.accessToken}` } };
	});
}

const needsRenewal = ({ dialect }: SessionSignIn) =>
	Object.assign(new Error(`The ${dialect.provider} session has to be renewed`), {
		response: { status: 401 },
	});

/**
 * What n8n is to store after a session was renewed; nothing when it turns out to be alive.
 *
 * @throws {Error} whose message says what happened and what to do: here n8n shows nothing else
 */
export async function renewSession(
	signIn: SessionSignIn,
	{ helpers }: IHttpRequestHelper,
	data: Data,
): Promise<StoredFields> {
	const { dialect, accountOf, serverField } = signIn;
	const account = inOneMessage(() => accountOf(data));
	// What is stored may be the domain of an address before an edit, and n8n would send a credential's own requests nowhere else.
	data.allowedDomains = new URL(account.instanceUrl).hostname;
	const send = plainSend(dialect, helpers, { ...DEFAULTS, ...allowedBy(data) });
	const source = sessionSource(dialect, account, send, () => systemTime.now());
	const stored = storedSession(data, account.fingerprint);
	const renewed = await keptSessions.renew(source, stored, sentWith.get(data)).catch(throwInOneMessage);
	if (renewed) renewedFor.set(data, renewed);
	// The expression as well, since old versions store its value in its place, which is wrong once the address is edited.
	const fields = renewed && { ...fieldsOf(renewed), allowedDomains: allowedDomainsOf(serverField) };
	return fields && mayStore(data, stored.tokens !== undefined || isTest(helpers)) ? fields : {};
}

/** n8n tests a credential without a node of its own, and so without the helpers for the items of one. */
const isTest = (helpers: object): boolean => !('normalizeItems' in helpers);

function inOneMessage<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		return throwInOneMessage(error);
	}
}

function throwInOneMessage(error: unknown): never {
	throw isOAuthProblem(error) ? inOneText(error) : error;
}
