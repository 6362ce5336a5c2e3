import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { tokenClient } from '../access';

/**
 * `POST /api/v1/users/token` (RFC 6749 §6), without a two-factor code. The old access token is dead at once, and the
 * old refresh token 400 `invalid_grant` from then on (7.0). Counts towards the 15 sign-ins in 5 minutes.
 */
export const refresh: Operation = {
	...operation(tokenClient),
	seed: true,
	action: 'Refresh session token',
};
