import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

export const ensureFresh = ensureFreshTokens(codeGrant);
