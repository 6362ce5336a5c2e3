import type { Operation } from '../../shared/node/operation';
import { ensureFreshTokens } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { oneCopy } from '../oneCopy';

const shared = ensureFreshTokens(codeGrant);

export const ensureFresh: Operation = {
	...shared,
	fields: [oneCopy, ...(shared.fields ?? [])],
};
