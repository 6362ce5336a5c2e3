import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { tokenClient } from '../access';

export const refresh: Operation = {
	...operation(tokenClient),
	seed: true,
	action: 'Refresh session token',
};
