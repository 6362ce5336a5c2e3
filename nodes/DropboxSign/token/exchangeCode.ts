import type { Operation } from '../../shared/node/operation';
import { exchangeCode as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * `POST /oauth/token` on the OAuth host (RFC 6749 §4.1.3), in JSON, with the `state` of the authorization and without a
 * redirect URI (API document). Without the `state` nothing is sent. A code is good once, within an hour (as clients
 * quote the server). `expires_in` is in seconds, 86400 in the examples of the document.
 */
export const exchangeCode: Operation = { ...operation(codeGrant), seed: true };
