import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/**
 * `POST /oauth2/token`, once fewer minutes are left than the item asks for. Access tokens live 7 days (observed,
 * February and July 2026); how long a refresh token lives no answer says.
 */
export const ensureFresh = ensureFreshTokens(codeGrant);
