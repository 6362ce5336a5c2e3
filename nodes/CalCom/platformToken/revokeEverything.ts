import type { Operation } from '../../shared/node/operation';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { platformClient } from '../access';
import { endPlatformSession } from '../platformSessions';

/**
 * Forces a refresh for the managed user whose ID an access token tells (`GET /v2/me`); an access token that is over is
 * refreshed first. Of a user with an own account the refresh token is spent, and the access token ends within an hour.
 */
export const revokeEverything: Operation = {
	...operation({
		...platformClient,
		endpoint: 'endSessions',
		alsoEndpoints: ['probe', 'refresh'],
		end: endPlatformSession,
	}),
	action: 'Revoke all stored platform sessions of person',
};
