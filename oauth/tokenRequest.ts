import { withClient } from './clients';
import type { Dialect } from './dialect';
import type { Send } from './http';
import { buildRequest, type Inputs } from './requests';
import { readTokens, type TokenSet } from './tokens';

/**
 * Asks a token endpoint of a dialect whose servers hand out their OAuth client themselves, and reads the answer.
 *
 * @param inputs the endpoint's inputs without the client, with `instanceUrl`
 * @throws {import('./problems').OAuthProblem} when the provider refuses, fails, or answers something else
 */
export async function requestTokens(
	dialect: Dialect,
	endpoint: string,
	inputs: Inputs & { readonly instanceUrl: string },
	send: Send,
	now: () => number = Date.now,
): Promise<TokenSet> {
	return await withClient(dialect, inputs.instanceUrl, send, async (client) => {
		const call = buildRequest(dialect, endpoint, { ...inputs, ...client });
		const sentAt = now();
		const keepRefreshToken = inputs.refreshToken === undefined ? undefined : String(inputs.refreshToken);
		return readTokens(dialect, call, await send(call), { sentAt, keepRefreshToken });
	});
}
