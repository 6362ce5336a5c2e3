import type { Operation } from '../../shared/node/operation';
import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { tokenClient } from '../access';

/**
 * `POST /api/v1/users/token` (RFC 6749 §6), once fewer minutes are left than the item asks for. That counts towards the
 * 15 sign-ins in 5 minutes, and ends the old pair at once (7.0).
 */
export const ensureFresh: Operation = {
	...ensureFreshTokens(tokenClient),
	action: 'Ensure session is fresh',
};
