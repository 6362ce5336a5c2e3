import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * `POST /oauth/token?refresh` on the OAuth host, once fewer minutes are left than the item asks for. An answer without
 * a refresh token leaves the one that is stored in its place.
 */
export const ensureFresh = ensureFreshTokens(codeGrant);
