import { withNotice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { oneCopy } from '../oneCopy';

const shared = ensureFreshTokens(codeGrant);

export const ensureFresh: Operation = {
	...shared,
	fields: withNotice(oneCopy, shared.fields),
};
