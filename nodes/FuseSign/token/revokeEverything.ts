import { endByRefreshToken } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { codeGrant } from '../access';
import { isDone } from './revoke';

export const revokeEverything = operation({
	...codeGrant,
	endpoint: 'revoke',
	end: endByRefreshToken('revoke', isDone),
});
