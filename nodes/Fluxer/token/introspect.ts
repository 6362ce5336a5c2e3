import type { Operation } from '../../shared/node/operation';
import { introspect as operation } from '../../shared/operations/introspection';
import { codeGrant } from '../access';
import { tokenFields } from '../tokenField';

export const introspect: Operation = { ...operation(codeGrant, tokenFields('access_token')), seed: true };
