import type { Inputs } from '../../../oauth/requests';
import { isEmptyOrObject } from '../../shared/http/successBodies';
import { ENDED, type Ended, type Ender } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { newestOf } from '../../shared/operations/storedSession';
import { codeGrant } from '../access';
import { askWhoseItIs, isKnown } from '../introspection';

/**
 * `POST /oauth2/token/revoke` for each session. Fluxer answers 200 whatever it ends, so `POST /oauth2/introspect` asks
 * before, and `GET /oauth2/@me` with the access token after. One that works is revoked itself; if that does nothing, it
 * is another client's, and `notEnded`.
 */
export const revokeEverything = operation({
	...codeGrant,
	endpoint: 'revoke',
	alsoEndpoints: ['introspect', 'probe'],
	async end(ender, stored) {
		const session = newestOf(ender.context, ender.client, stored);
		const wasKnown = await isKnown({ ...ender, send: ender.context.plain }, session);
		const { accessToken, refreshToken } = session;
		await revoke(
			ender,
			refreshToken === undefined
				? { token: accessToken, tokenTypeHint: 'access_token' }
				: { token: refreshToken, tokenTypeHint: 'refresh_token' },
		);
		return wasKnown ? ENDED : OVER_OR_OF_ANOTHER;
	},
	// A refresh token that a refresh elsewhere has spent ends nothing, while the access token of before may live on.
	endAgain: async (ender, accessToken) =>
		await revoke(ender, { token: accessToken, tokenTypeHint: 'access_token' }),
	// Fluxer answers the same when it has no such token, such as to another client.
	proof: askWhoseItIs,
});

const revoke = async ({ context, client }: Ender, token: Inputs) =>
	await context.request('revoke', { ...client, ...token }, context.plain, isEmptyOrObject);

const OVER_OR_OF_ANOTHER: Ended = {
	status: 'ended',
	reason:
		'Fluxer has taken the revocation, and knew no living token of these before. It does not tell whether they were over or of another client: if so, use the credential of that client.',
};
