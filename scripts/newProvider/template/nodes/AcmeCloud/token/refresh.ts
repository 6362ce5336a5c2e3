import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * Trades a refresh token for new tokens (RFC 6749 §6). Where the server rotates, the one that was sent is over: this
 * is not repeated when its outcome is unknown.
 */
export const refresh: Operation = { ...operation(codeGrant), seed: true };
