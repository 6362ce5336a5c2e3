import type { Operation } from '../../shared/operation';
import { ensureFreshTokens } from '../../shared/tokenOperations';
import { platformClient } from '../access';

export const ensureFresh: Operation = {
	...ensureFreshTokens(platformClient),
	action: 'Ensure platform tokens are fresh',
};
