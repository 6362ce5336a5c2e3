import { endByAccessToken } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { tokenClient } from '../access';
import { isSuccess } from '../success';

/**
 * `POST /api/v1/users/revoke-token` for each stored session. It takes a living access token (7.0): where that is over,
 * `POST /api/v1/users/token` gets a new one first, which counts towards the 15 sign-ins in 5 minutes.
 */
export const revokeEverything = operation({
	...tokenClient,
	endpoint: 'endSession',
	alsoEndpoints: ['refresh'],
	end: endByAccessToken('endSession', isSuccess),
});
