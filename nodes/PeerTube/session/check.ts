import { askByReading, checkSession } from '../../shared/operations/check';
import { tokenClient } from '../access';
import { isUser } from '../currentUser';

/**
 * `GET /api/v1/users/me` with the stored access token. PeerTube answers one that has expired and one that was revoked
 * alike, 401 `invalid_token` (7.0 and 8.2.1), so that the stored `expiresAt` tells `expired` from `ended`.
 */
export const check = checkSession({ ...tokenClient, endpoint: 'probe', ask: askByReading('probe', isUser) });
