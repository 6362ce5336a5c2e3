import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * `POST /api/Session/OAuthRefreshToken`, once fewer minutes are left than the item asks for. FuseSign may leave out
 * when a token ends (API document): such a token set is refreshed each time.
 */
export const ensureFresh = ensureFreshTokens(codeGrant);
