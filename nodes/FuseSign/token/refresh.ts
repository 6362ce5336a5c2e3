import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * `POST /api/Session/OAuthRefreshToken` (RFC 6749 §6, at an address of its own), as a form, and after a 415 once more
 * as JSON, which spends no token. Whether the old refresh token is over is not documented; it is taken to be.
 */
export const refresh: Operation = { ...operation(codeGrant), seed: true };
