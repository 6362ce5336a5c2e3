import { askByReading, checkSession } from '../../shared/operations/check';
import { codeGrant } from '../access';
import { isOne } from '../answers';

/**
 * `GET /v2/me` with the stored access token. A 403 for want of `PROFILE_READ` is `alive`: the token is taken. One that
 * says "no oAuth client found for access token" is not; some servers say so of a token that has expired.
 */
export const check = checkSession({ ...codeGrant, endpoint: 'probe', ask: askByReading('probe', isOne) });
