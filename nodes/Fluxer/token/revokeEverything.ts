import { isEmptyOrObject } from '../../shared/http/successBodies';
import { ENDED } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { newestOf } from '../../shared/operations/storedSession';
import { codeGrant } from '../access';
import { askWhoseItIs } from '../introspection';

export const revokeEverything = operation({
	...codeGrant,
	endpoint: 'revoke',
	alsoEndpoints: ['probe'],
	async end({ context, client }, session) {
		const { accessToken, refreshToken } = newestOf(context, client, session);
		const tokenTypeHint = refreshToken === undefined ? 'access_token' : 'refresh_token';
		const inputs = { ...client, token: refreshToken ?? accessToken, tokenTypeHint };
		await context.request('revoke', inputs, context.plain, isEmptyOrObject);
		return ENDED;
	},
	// Fluxer answers the same when it has no such token, such as to another client.
	proof: askWhoseItIs,
});
