import type { Operation } from '../../shared/node/operation';
import { introspect as operation } from '../../shared/operations/introspection';
import { codeGrant } from '../access';
import { tokenFields } from '../tokenField';

/**
 * `POST /oauth2/introspect` (RFC 7662 §2.1). `{active: false}` of a token that is over, of another client or none; of
 * every refresh token too on servers of February 2026. 120 a minute, revocations and `userinfo` included.
 */
export const introspect: Operation = { ...operation(codeGrant, tokenFields('access_token')), seed: true };
