import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * `POST /oauth/token?refresh` on the OAuth host (RFC 6749 §6), in JSON, with client ID and secret: newer API apps have
 * to send them, older ones may (API document). Whether an answer has a refresh token is unverified; without one the old
 * one is returned.
 */
export const refresh: Operation = { ...operation(codeGrant), seed: true };
