import type { Operation } from '../../shared/node/operation';
import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { platformClient } from '../access';

/**
 * `POST /v2/oauth/{clientId}/refresh`, once fewer minutes are left than the item asks for. Cal.com tells moments in
 * epoch milliseconds, an hour and a year ahead, rounded down to the minute and the day (its source).
 */
export const ensureFresh: Operation = {
	...ensureFreshTokens(platformClient),
	action: 'Ensure platform tokens are fresh',
};
