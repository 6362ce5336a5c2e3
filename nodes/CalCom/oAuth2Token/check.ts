import { askByReading, checkSession } from '../../shared/operations/check';
import { codeGrant } from '../access';
import { isOne } from '../answers';

export const check = checkSession({ ...codeGrant, endpoint: 'probe', ask: askByReading('probe', isOne) });
