import type { Operation } from '../../shared/node/operation';
import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { platformClient } from '../access';

export const ensureFresh: Operation = {
	...ensureFreshTokens(platformClient),
	action: 'Ensure platform tokens are fresh',
};
