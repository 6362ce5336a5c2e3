import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { platformClient } from '../access';

/**
 * `POST /v2/oauth/{clientId}/refresh`, the secret in a header. The old refresh token is dead at once. Of several at the
 * same moment one succeeds and the others get a 404, which is no sign of a dead session; the expiry of a refresh token
 * is not looked at (observed on API v2 of July 2026).
 */
export const refresh: Operation = {
	...operation(platformClient),
	seed: true,
	action: 'Refresh platform token',
};
