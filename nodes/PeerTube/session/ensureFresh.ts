import type { Operation } from '../../shared/operation';
import { ensureFreshTokens } from '../../shared/tokenOperations';
import { tokenClient } from '../access';

export const ensureFresh: Operation = {
	...ensureFreshTokens(tokenClient),
	action: 'Ensure a session is fresh',
};
