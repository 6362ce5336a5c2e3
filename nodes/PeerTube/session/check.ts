import { askByReading, checkSession } from '../../shared/operations/check';
import { tokenClient } from '../access';
import { isUser } from '../currentUser';

export const check = checkSession({ ...tokenClient, endpoint: 'probe', ask: askByReading('probe', isUser) });
