import { askByReading, checkSession } from '../../shared/operations/check';
import { codeGrant } from '../access';
import { isTenantList } from '../tenants';

export const check = checkSession({
	...codeGrant,
	endpoint: 'probe',
	// Whether a refresh replaces the refresh token is not documented.
	refreshKeepsToken: true,
	ask: askByReading('probe', isTenantList),
});
