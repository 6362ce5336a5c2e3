import { withNotice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { oneCopy } from '../oneCopy';

const shared = ensureFreshTokens(codeGrant);

/**
 * `POST /v2/auth/oauth2/token`, once fewer minutes are left than the item asks for. Access tokens live 30 minutes,
 * refresh tokens 30 days, and a refresh ends all other refresh tokens of the user and client (Cal.com's source).
 */
export const ensureFresh: Operation = {
	...shared,
	fields: withNotice(oneCopy, shared.fields),
};
