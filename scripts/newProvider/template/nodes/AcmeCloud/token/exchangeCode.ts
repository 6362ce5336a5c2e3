import type { Operation } from '../../shared/node/operation';
import { exchangeCode as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

export const exchangeCode: Operation = { ...operation(codeGrant), seed: true };
