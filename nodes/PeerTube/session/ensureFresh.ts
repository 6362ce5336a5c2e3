import type { Operation } from '../../shared/operation';
import { ensureFreshTokens } from '../../shared/tokenOperations';
import { tokenInputs } from '../access';

export const ensureFresh: Operation = {
	...ensureFreshTokens(tokenInputs),
	action: 'Ensure a session is fresh',
};
