import { refresh as operation } from '../../shared/tokenOperations';
import { clientOf } from '../access';

export const refresh = operation(clientOf);
