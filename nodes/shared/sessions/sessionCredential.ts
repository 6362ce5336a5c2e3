import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import { isRecord, parseJson } from '../../../oauth/json';
import { inputProblem, isOAuthProblem, type OAuthProblem } from '../../../oauth/problems';
import { SessionKeeper, type Account, type KeptSession } from '../../../oauth/sessionKeeper';
import { isReportedDead } from '../signing/deadTokens';
import { refusePlainHttp } from '../http/plainHttp';
import { plainSend } from '../http/send';
import { ALLOW_PLAIN_HTTP } from '../fields/ownServerFields';
import { DEFAULTS } from '../http/settings';

/** The fields in which a credential keeps its session. */
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

type SignableOptions = Omit<IHttpRequestOptions, 'url'> & { readonly url?: string; readonly uri?: string };

/** What `preAuthentication` gives n8n to store. Without an access token n8n leaves everything as it is. */
export type Stored = Partial<Record<'accessToken' | 'session', string>>;

/** n8n's side of a {@link SessionKeeper}: reads and writes the fields above. */
export class SessionCredential {
	private readonly keeper: SessionKeeper;

	constructor(
		private readonly dialect: Dialect,
		private readonly accountOf: (credentials: ICredentialDataDecryptedObject) => Account,
	) {
		this.keeper = new SessionKeeper(dialect);
	}

	/**
	 * Puts the access token on a request, and the base URL where it has none. The HTTP Request node still
	 * makes requests of n8n's older kind, which have a `uri` in place of the `url`.
	 *
	 * @throws an error that looks like a 401 when the session has to be renewed first: n8n answers it by
	 * calling {@link renew} before anything is sent
	 */
	sign(credentials: ICredentialDataDecryptedObject, options: SignableOptions): IHttpRequestOptions {
		const account = this.account(credentials);
		const accessToken = this.keeper.accessToken(account, keptSession(credentials));
		if (accessToken === undefined || isReportedDead(accessToken)) {
			throw Object.assign(new Error(`The ${this.dialect.provider} session has to be renewed`), {
				response: { status: 401 },
			});
		}
		const base = options.url?.startsWith('/') ? { baseURL: account.instanceUrl } : {};
		const target = new URL(options.url ?? options.uri ?? '', options.baseURL ?? account.instanceUrl);
		const { origin } = new URL(account.instanceUrl);
		if (target.origin !== origin && credentials.allowedHttpRequestDomains !== 'all') {
			throw this.notItsServer(origin, target.origin);
		}
		if (credentials[ALLOW_PLAIN_HTTP] !== true) refusePlainHttp(target.href);
		const headers = { ...options.headers, Authorization: `Bearer ${accessToken}` };
		return { ...options, ...base, headers } as IHttpRequestOptions;
	}

	/** @throws {Error} whose message says what happened and what to do: here n8n shows nothing else */
	async renew({ helpers }: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<Stored> {
		const allowHttp = credentials[ALLOW_PLAIN_HTTP] === true;
		const send = plainSend(this.dialect, helpers, { ...DEFAULTS, allowHttp });
		const account = this.account(credentials);
		const renewed = await this.keeper.renew(account, keptSession(credentials), send).catch(throwInOneMessage);
		return renewed ? write(renewed) : {};
	}

	private notItsServer(own: string, other: string): OAuthProblem {
		return inputProblem(
			`This ${this.dialect.provider} credential belongs to ${own} and is not sent to ${other}`,
			'Use a credential of that server. If the address comes from an expression in the credential: n8n computes it once, from the first item, for all items.',
		);
	}

	private account(credentials: ICredentialDataDecryptedObject): Account {
		try {
			return this.accountOf(credentials);
		} catch (error) {
			return throwInOneMessage(error);
		}
	}
}

function throwInOneMessage(error: unknown): never {
	throw isOAuthProblem(error) ? new Error(`${error.message}. ${error.description}`, { cause: error }) : error;
}

/** The session that a credential keeps; undefined for none. */
export function keptSession({
	session,
	accessToken,
}: ICredentialDataDecryptedObject): KeptSession | undefined {
	const kept = typeof session === 'string' ? parseJson(session) : undefined;
	if (!isRecord(kept) || !isRecord(kept.tokens) || typeof accessToken !== 'string' || accessToken === '') {
		return undefined;
	}
	return { fingerprint: kept.fingerprint, tokens: { ...kept.tokens, accessToken } } as KeptSession;
}

function write({ fingerprint, tokens: { accessToken, raw: _raw, ...tokens } }: KeptSession): Stored {
	return { accessToken, session: JSON.stringify({ fingerprint, tokens }) };
}
