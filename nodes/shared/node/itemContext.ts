import type { IDataObject } from 'n8n-workflow';
import { keyOf } from '../../../oauth/memory';
import { isNotFound, isOAuthProblem } from '../../../oauth/problems';
import type { Send } from '../../../oauth/http';
import type { Inputs } from '../../../oauth/requests';
import type { TokenSet } from '../../../oauth/tokens';
import { spentTokens } from '../sessions/spentTokens';
import { ItemRequests } from './itemRequests';

/** What an operation sees of n8n: the parameters of one item, ways to send, and what is done once for many items. */
export class ItemContext extends ItemRequests {
	/**
	 * Asks for something that is the same for all items which have the same key, such as the ID of an account.
	 *
	 * @param key tells it from all else that is asked for in this run
	 */
	async oncePerRun(key: string, ask: () => Promise<string>): Promise<string> {
		return await this.caller.run.texts.get(key, ask);
	}

	/** New tokens of somebody, the same ones for all items that ask for them: asking once more would end the first. */
	async requestTokensOnce(endpoint: string, inputs: Inputs): Promise<TokenSet> {
		await this.seals.check();
		return await this.caller.run.tokens.get(
			keyOf(endpoint, JSON.stringify(inputs)),
			async () => await this.requestTokens(endpoint, inputs),
		);
	}

	/**
	 * New tokens for a refresh token, or those that came of it when it was spent a moment ago.
	 *
	 * @param client the other inputs of the request: the server, and who asks
	 * @param isGood whether tokens that came of it a moment ago will do
	 * @throws {import('../../../oauth/problems').OAuthProblem} when the provider refuses, fails, or answers something else
	 */
	async refreshTokens(
		client: Inputs,
		refreshToken: string,
		isGood?: (tokens: TokenSet) => boolean,
	): Promise<TokenSet> {
		await this.seals.check();
		const key = this.clientKey(client);
		const request = async (current: string) =>
			await this.requestTokens('refresh', { ...client, refreshToken: current }, this.lasting);
		const { unspent } = this.caller.run;
		const kept = unspent.get(keyOf(key, refreshToken));
		if (kept && (isGood?.(kept) ?? true)) return kept;
		const tokens = await spentTokens.refresh(key, refreshToken, request, isGood);
		if (tokens.refreshToken === refreshToken) unspent.set(keyOf(key, refreshToken), tokens);
		return tokens;
	}

	/** What came of a refresh token, when it is known to be spent. */
	successorsOf(client: Inputs, refreshToken: string): TokenSet | undefined {
		return spentTokens.newest(this.clientKey(client), refreshToken);
	}

	/** Tells server and client from all others; what else goes with a refresh does not matter to whose token it is. */
	private clientKey(client: Inputs): string {
		const { provider, endpoints } = this.dialect;
		const inUrl = endpoints.refresh?.url.match(/(?<=\{)\w+/g) ?? [];
		const parts = [...inUrl, 'clientId', 'clientSecret'].map((name) => String(client[name] ?? ''));
		return keyOf(provider, ...parts);
	}

	/**
	 * Like {@link request}, for ending something: that it is not there any more is an answer.
	 *
	 * @param whenNotFound what to answer then; leave it out where the dialect's signs of it may mean something else
	 * @throws {import('../../../oauth/problems').OAuthProblem} as {@link request}, of anything else
	 */
	async requestRemoval<T>(
		endpoint: string,
		inputs: Inputs,
		send: Send,
		isExpected: (body: unknown) => body is T,
		whenNotFound?: IDataObject,
	): Promise<T | IDataObject> {
		return await this.request(endpoint, inputs, send, isExpected).catch((error: unknown) => {
			if (!whenNotFound || !isOAuthProblem(error) || !isNotFound(this.dialect, error)) throw error;
			this.noteEnd(endpoint, inputs);
			return whenNotFound;
		});
	}
}
