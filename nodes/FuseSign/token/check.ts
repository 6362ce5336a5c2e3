import { askByReading, checkSession } from '../../shared/operations/check';
import { codeGrant } from '../access';
import { isTenantList } from '../tenants';

export const check = checkSession({
	...codeGrant,
	endpoint: 'probe',
	ask: askByReading('probe', isTenantList),
});
