import { exchangeCode as operation } from '../../shared/tokenOperations';
import { clientOf } from '../access';

export const exchangeCode = operation(clientOf);
