import type { Operation } from '../../shared/node/operation';
import { askByReading, checkSession } from '../../shared/operations/check';
import { platformClient } from '../access';
import { isOne } from '../answers';

export const check: Operation = {
	...checkSession({ ...platformClient, endpoint: 'probe', ask: askByReading('probe', isOne) }),
	action: 'Check platform session',
};
