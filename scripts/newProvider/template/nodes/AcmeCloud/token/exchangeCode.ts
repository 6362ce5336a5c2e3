import type { Operation } from '../../shared/node/operation';
import { exchangeCode as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * Trades a code for tokens (RFC 6749 §4.1.3), with its verifier (RFC 7636 §4.5). A code is good once: this is not
 * repeated when its outcome is unknown.
 */
export const exchangeCode: Operation = { ...operation(codeGrant), seed: true };
