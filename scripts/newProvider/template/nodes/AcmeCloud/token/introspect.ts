import { anyTokenFields } from '../../shared/fields/anyTokenFields';
import type { Operation } from '../../shared/node/operation';
import { introspect as operation } from '../../shared/operations/introspection';
import { codeGrant } from '../access';

/** Asks the server about a token (RFC 7662). `{"active": false}` is an answer and no error. */
export const introspect: Operation = { ...operation(codeGrant, anyTokenFields('access_token')), seed: true };
