import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

export const refresh: Operation = { ...operation(codeGrant), seed: true };
