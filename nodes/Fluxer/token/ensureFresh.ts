import { ensureFreshTokens } from '../../shared/tokenOperations';
import { codeGrant } from '../access';

export const ensureFresh = ensureFreshTokens(codeGrant);
