import type { Operation } from '../../shared/node/operation';
import { askByReading, checkSession } from '../../shared/operations/check';
import { platformClient } from '../access';
import { isOne } from '../answers';

/**
 * `GET /v2/me` with the stored access token. A 498 says that it has expired; after any refresh of the same client such
 * a token is a 401, like one that was replaced.
 */
export const check: Operation = {
	...checkSession({ ...platformClient, endpoint: 'probe', ask: askByReading('probe', isOne) }),
	action: 'Check platform session',
};
