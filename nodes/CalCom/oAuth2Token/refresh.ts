import type { Operation } from '../../shared/operation';
import { refresh as operation } from '../../shared/tokenOperations';
import { codeGrant } from '../access';
import { oneCopy } from '../oneCopy';

const shared = operation(codeGrant);

export const refresh: Operation = {
	...shared,
	fields: [oneCopy, ...(shared.fields ?? [])],
};
