import { askByReading } from '../../shared/operations/check';
import { endByRefreshToken, isSeenAlive, type Ended } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { newestOf } from '../../shared/operations/storedSession';
import { codeGrant } from '../access';
import { isTenantList } from '../tenants';
import { isDone } from './revoke';

const proof = askByReading('probe', isTenantList);
const endIt = endByRefreshToken('revoke', isDone);

/**
 * `POST /api/Session/OAuthTokenRevoke` for each refresh token; a row without one is `cannotBeRevoked`. FuseSign does
 * not say what came of it, so that the access token is tried before and after with `GET /api/Tenant/List`: one that
 * works afterwards is another client's, `notEnded`.
 */
export const revokeEverything = operation({
	...codeGrant,
	endpoint: 'revoke',
	alsoEndpoints: ['probe'],
	async end(ender, session) {
		const wasAlive = await isSeenAlive(
			proof,
			ender,
			newestOf(ender.context, ender.client, session).accessToken,
		);
		const ended = await endIt(ender, session);
		return wasAlive || ended.status !== 'ended' ? ended : OVER_OR_OF_ANOTHER;
	},
	// Whether FuseSign refuses a token of another client, or takes it and does nothing, its documentation does not say.
	proof,
});

/** Without a living access token there is nothing to see it by. */
const OVER_OR_OF_ANOTHER: Ended = {
	status: 'ended',
	reason:
		'Its access token was over or is not stored, so that the end could not be seen. FuseSign does not tell whether a refresh token was over already or is of another client: if it is one, use the credential of that client.',
};
