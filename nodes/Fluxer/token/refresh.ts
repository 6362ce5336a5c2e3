import type { Operation } from '../../shared/operation';
import { refresh as operation } from '../../shared/tokenOperations';
import { codeGrant } from '../access';

export const refresh: Operation = { ...operation(codeGrant), seed: true };
