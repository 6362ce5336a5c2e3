import { askByReading, checkSession } from '../../shared/operations/check';
import { codeGrant } from '../access';
import { isTenantList } from '../tenants';

/**
 * `GET /api/Tenant/List` with the stored access token. One that is refused before its time is `unknown`: a refresh
 * elsewhere may have ended it and left the refresh token good, which is not documented.
 */
export const check = checkSession({
	...codeGrant,
	endpoint: 'probe',
	// Whether a refresh replaces the refresh token is not documented.
	refreshKeepsToken: true,
	ask: askByReading('probe', isTenantList),
});
