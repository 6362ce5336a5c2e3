import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import { sendInEitherForm, type Send } from '../../../oauth/http';
import { parseJson } from '../../../oauth/json';
import { notAsked, readProblem, unreadable } from '../../../oauth/readProblem';
import { buildRequest, type Inputs } from '../../../oauth/requests';
import { requestTokens } from '../../../oauth/tokenRequest';
import type { TokenSet } from '../../../oauth/tokens';
import type { Caller } from './caller';
import { ItemSeals, type SealSource, type TokenKind } from './itemSeals';
import { Parameters } from './parameters';
import { requestSettings } from './requestSettings';
import { STOPPED } from '../http/failures';
import type { Limits } from '../http/limits';
import { plainSend } from '../http/send';
import { spentTokens } from '../sessions/spentTokens';
import type { SignIn } from '../signing/signIn';
import { allowedBy, eitherAllows } from '../signing/ownServerFields';
import type { RequestSettings } from '../http/settings';

/** The parameters of one item, and ways to send. */
export class ItemRequests extends Parameters {
	/** Whether this item has anything to do with a server. */
	hasSent = false;
	/** Whether a request of this item has been carried out that made something or used something up. */
	hasSpent = false;
	readonly seals: ItemSeals;
	private credentialAllows = { allowHttp: false, ignoreSslIssues: false };

	constructor(
		readonly dialect: Dialect,
		protected readonly caller: Caller,
		fields?: readonly INodeProperties[],
		sealSource?: SealSource,
	) {
		super((name) => caller.parameter(name), fields);
		this.seals = new ItemSeals(this, sealSource);
	}

	/** What the node's credential holds, expressions resolved. */
	async credentials(type: string): Promise<ICredentialDataDecryptedObject> {
		const credentials = await this.caller.credential(type)();
		this.credentialAllows = eitherAllows(this.credentialAllows, allowedBy(credentials));
		return credentials;
	}

	/** Whether one of the type was chosen in the node. */
	hasCredential(type: string): boolean {
		return this.caller.hasCredential(type);
	}

	/**
	 * The token in a field, opened where it is sealed.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is empty, cannot be one or does not open
	 */
	async token(name: string, title: string, kind: TokenKind): Promise<string> {
		return await this.seals.token(this.parameter(name), title, kind);
	}

	/** Sends as it is: for token endpoints, and for requests that carry somebody's token already. */
	get plain(): Send {
		return this.plainWithin(this.caller.run.limits);
	}

	/** Like {@link plain}, but what has left is not given up when the execution is stopped. */
	protected get lasting(): Send {
		const { limits, lastingLimits } = this.caller.run;
		const send = this.plainWithin(lastingLimits);
		return async (call) => {
			if (limits.isStopped) throw notAsked(this.dialect, call, STOPPED);
			return await send(call);
		};
	}

	private plainWithin(limits: Limits): Send {
		const { functions } = this.caller.run;
		return this.throttled((settings) => plainSend(this.dialect, functions.helpers, settings, limits));
	}

	/** Sends as the account of a credential, which signs the request and renews itself where needed. */
	signed(signIn: SignIn): Send {
		const { run } = this.caller;
		const read = this.caller.credential(signIn.type);
		return this.throttled((settings) => run.signed(signIn, read, settings));
	}

	/** The settings are those at the time of sending: reading the credential may have changed them. */
	private throttled(sendWith: (settings: RequestSettings) => Send): Send {
		return async (call) => {
			this.hasSent = true;
			const chosen = requestSettings(this.box());
			const settings = { ...chosen, ...eitherAllows(chosen, this.credentialAllows) };
			const answer = await this.caller.run.throttle.throttled(
				this.dialect,
				settings,
				sendWith(settings),
			)(call);
			if (call.effect === 'nonIdempotent' && answer.status < 400) this.hasSpent = true;
			return answer;
		};
	}

	/**
	 * Sends one of the dialect's requests and gives back the JSON it answers.
	 *
	 * @param isExpected whether an answer (undefined for an empty body, text for one that is no JSON) has the shape the caller goes on with
	 * @throws {import('../../../oauth/problems').OAuthProblem} when the provider refuses, fails, or answers something else
	 */
	async request<T>(
		endpoint: string,
		inputs: Inputs,
		send: Send,
		isExpected: (body: unknown) => body is T,
	): Promise<T> {
		const call = buildRequest(this.dialect, endpoint, inputs);
		const answer = await sendInEitherForm(call, send);
		if (answer.status < 200 || answer.status > 299) throw readProblem(this.dialect, call, answer);
		const body = parseJson(answer.body) ?? (answer.body.trim() || undefined);
		if (!isExpected(body)) throw unreadable(this.dialect, call, answer);
		this.noteEnd(endpoint, inputs);
		return body;
	}

	/**
	 * Sends one of the dialect's requests whose answer is a redirect, and gives back where it leads. It is not followed.
	 *
	 * @param isExpected whether the redirect is the answer, and not that of a server which has moved
	 * @throws {import('../../../oauth/problems').OAuthProblem} when the answer is another one
	 */
	async locationOf(
		endpoint: string,
		inputs: Inputs,
		send: Send,
		isExpected: (location: string) => boolean,
	): Promise<string> {
		const call = buildRequest(this.dialect, endpoint, inputs);
		const answer = await send(call);
		const { location } = answer.headers;
		if (answer.status >= 300 && answer.status < 400 && location && isExpected(location)) return location;
		if (answer.status >= 200 && answer.status < 300) throw unreadable(this.dialect, call, answer);
		throw readProblem(this.dialect, call, answer);
	}

	/**
	 * Asks one of the dialect's token endpoints.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} when the provider refuses, fails, or answers something else
	 */
	async requestTokens(endpoint: string, inputs: Inputs, send = this.plain): Promise<TokenSet> {
		const { time } = this.caller.run;
		await this.seals.check();
		return await requestTokens(this.dialect, endpoint, inputs, send, () => time.now());
	}

	/** To be told that a session was ended by way of one of its tokens. */
	forgetSession(token: string): void {
		spentTokens.end(token);
	}

	/** What was kept of a session is forgotten where the dialect says that the endpoint ends it (`endsToken`). */
	protected noteEnd(endpoint: string, inputs: Inputs): void {
		const { endsToken } = this.dialect.endpoints[endpoint] ?? {};
		if (endsToken) this.forgetSession(String(inputs[endsToken]));
	}
}
