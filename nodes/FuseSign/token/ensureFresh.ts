import { ensureFreshTokens } from '../../shared/tokenOperations';
import { clientOf } from '../access';

export const ensureFresh = ensureFreshTokens(clientOf);
