import { withClient } from './clients';
import type { Dialect } from './dialect';
import { sendInEitherForm, type Send } from './http';
import { buildRequest, type Inputs } from './requests';
import { readTokens, type TokenSet } from './tokens';

/**
 * Asks a token endpoint of a dialect and reads the answer.
 *
 * @param inputs the endpoint's inputs; without the client where the server hands it out (`discoverClient`)
 * @throws {import('./problems').OAuthProblem} when the provider refuses, fails, or answers something else
 */
export async function requestTokens(
	dialect: Dialect,
	endpoint: string,
	inputs: Inputs,
	send: Send,
	now: () => number = Date.now,
): Promise<TokenSet> {
	const request = async (client: Inputs): Promise<TokenSet> => {
		const call = buildRequest(dialect, endpoint, { ...inputs, ...client });
		const sentAt = now();
		const keepRefreshToken = inputs.refreshToken === undefined ? undefined : String(inputs.refreshToken);
		const answer = await sendInEitherForm(call, send);
		return readTokens(dialect, call, answer, { sentAt, keepRefreshToken });
	};
	if (!dialect.endpoints.discoverClient) return await request({});
	return await withClient(
		dialect,
		String(inputs.instanceUrl),
		send,
		async (client) => await request({ ...client }),
	);
}
