import type { Operation } from '../../shared/node/operation';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { platformClient } from '../access';
import { endPlatformSession } from '../platformSessions';

export const revokeEverything: Operation = {
	...operation({
		...platformClient,
		endpoint: 'endSessions',
		alsoEndpoints: ['probe', 'refresh'],
		end: endPlatformSession,
	}),
	action: 'Revoke all stored platform sessions of person',
};
