import type { Operation } from '../../shared/node/operation';
import { refresh as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { oneCopy } from '../oneCopy';

const shared = operation(codeGrant);

export const refresh: Operation = {
	...shared,
	fields: [oneCopy, ...(shared.fields ?? [])],
};
