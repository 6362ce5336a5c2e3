import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { platformClient } from '../access';

export const refresh: Operation = {
	...operation(platformClient),
	seed: true,
	action: 'Refresh platform token',
};
