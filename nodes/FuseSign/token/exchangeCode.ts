import type { Operation } from '../../shared/node/operation';
import { exchangeCode as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * `POST /api/Session/OAuthGetToken` (RFC 6749 §4.1.3, at an address of its own), as a form, and after a 415 once more
 * as JSON, which spends no code. `expires_in` and `refresh_token_expires_in` are ISO dates or null, and `extra` holds
 * `default_tenant_id` (API document).
 */
export const exchangeCode: Operation = { ...operation(codeGrant), seed: true };
