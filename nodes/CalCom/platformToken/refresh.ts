import type { Operation } from '../../shared/operation';
import { refresh as operation } from '../../shared/tokenOperations';
import { platformClient } from '../access';

export const refresh: Operation = {
	...operation(platformClient),
	seed: true,
	action: 'Refresh platform tokens',
};
