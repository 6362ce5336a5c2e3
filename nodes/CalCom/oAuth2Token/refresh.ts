import { withNotice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { oneCopy } from '../oneCopy';

const shared = operation(codeGrant);

/**
 * `POST /v2/auth/oauth2/token` (RFC 6749 §6). Ends all other refresh tokens of the user and client (Cal.com's source).
 * Of three at the same moment all succeed, and one refresh token survives (observed on API v2 of July 2026).
 */
export const refresh: Operation = {
	...shared,
	fields: withNotice(oneCopy, shared.fields),
};
