import type { Operation } from '../../shared/operation';
import { refresh as operation } from '../../shared/tokenOperations';
import { tokenClient } from '../access';

export const refresh: Operation = {
	...operation(tokenClient),
	seed: true,
	action: 'Refresh a session',
};
