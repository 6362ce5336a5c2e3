import type { Operation } from '../../shared/node/operation';
import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { tokenClient } from '../access';

export const ensureFresh: Operation = {
	...ensureFreshTokens(tokenClient),
	action: 'Ensure session is fresh',
};
