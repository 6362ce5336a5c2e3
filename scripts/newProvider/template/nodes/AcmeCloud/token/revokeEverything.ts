import type { Inputs } from '../../../oauth/requests';
import { isEmptyOrObject } from '../../shared/http/successBodies';
import { ENDED, type Ender } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { newestOf } from '../../shared/operations/storedSession';
import { codeGrant } from '../access';
import { askWhoseItIs } from '../user/getCurrent';

/** Ends the sessions of a person row by row (RFC 7009), and makes sure by a read with the access token. */
export const revokeEverything = operation({
	...codeGrant,
	endpoint: 'revoke',
	alsoEndpoints: ['probe'],
	async end(ender, stored) {
		const { accessToken, refreshToken } = newestOf(ender.context, ender.client, stored);
		await revoke(
			ender,
			refreshToken === undefined
				? { token: accessToken, tokenTypeHint: 'access_token' }
				: { token: refreshToken, tokenTypeHint: 'refresh_token' },
		);
		return ENDED;
	},
	// A refresh token that a refresh elsewhere has spent may end nothing, while the access token of before lives on.
	endAgain: async (ender, accessToken) =>
		await revoke(ender, { token: accessToken, tokenTypeHint: 'access_token' }),
	// A server answers the same when it has no such token (RFC 7009 §2.2).
	proof: askWhoseItIs,
});

const revoke = async ({ context, client }: Ender, token: Inputs) =>
	await context.request('revoke', { ...client, ...token }, context.plain, isEmptyOrObject);
