import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * `POST /oauth2/token` (RFC 6749 §6). Servers of July 2026 end the old refresh token, those of February leave the old
 * pair alive. 120 token requests a minute (observed, February and July 2026).
 */
export const refresh: Operation = { ...operation(codeGrant), seed: true };
