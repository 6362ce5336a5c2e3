import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

/** Returns stored tokens as they are while the access token lasts, else refreshed. */
export const ensureFresh = ensureFreshTokens(codeGrant);
