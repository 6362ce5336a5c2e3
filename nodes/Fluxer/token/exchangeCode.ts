import type { Operation } from '../../shared/node/operation';
import { exchangeCode as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * `POST /oauth2/token` (RFC 6749 §4.1.3, RFC 7636 §4.5), as a form: JSON gets a 500 (observed, February and July 2026).
 * The redirect URI has to be in the spelling of browsers, `https://example.com/`. `expires_in` is in seconds, 604800. A
 * code is good once.
 */
export const exchangeCode: Operation = { ...operation(codeGrant), seed: true };
