import { askByReading } from '../../shared/operations/check';
import { endByRefreshToken } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { codeGrant } from '../access';
import { isTenantList } from '../tenants';
import { isDone } from './revoke';

export const revokeEverything = operation({
	...codeGrant,
	endpoint: 'revoke',
	alsoEndpoints: ['probe'],
	end: endByRefreshToken('revoke', isDone),
	// Whether FuseSign refuses a token of another client, or takes it and does nothing, its documentation does not say.
	proof: askByReading('probe', isTenantList),
});
