import { withNotice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { oneCopy } from '../oneCopy';

const shared = operation(codeGrant);

export const refresh: Operation = {
	...shared,
	fields: withNotice(oneCopy, shared.fields),
};
