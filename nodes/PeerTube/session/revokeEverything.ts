import { endByAccessToken } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { tokenClient } from '../access';
import { isSuccess } from '../success';

export const revokeEverything = operation({
	...tokenClient,
	endpoint: 'endSession',
	alsoEndpoints: ['refresh'],
	end: endByAccessToken('endSession', isSuccess),
});
