import { anyTokenFields } from '../../shared/fields/anyTokenFields';
import type { Operation } from '../../shared/node/operation';
import { introspect as operation } from '../../shared/operations/introspection';
import { codeGrant } from '../access';

export const introspect: Operation = { ...operation(codeGrant, anyTokenFields('access_token')), seed: true };
