import type { Operation } from '../../shared/operation';
import { exchangeCode as operation } from '../../shared/tokenOperations';
import { codeGrant } from '../access';

export const exchangeCode: Operation = { ...operation(codeGrant), seed: true };
