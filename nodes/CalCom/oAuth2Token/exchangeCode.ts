import { withNotice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { exchangeCode as operation } from '../../shared/operations/tokenOperations';
import { codeGrant, isPublic } from '../access';
import { oneCopy } from '../oneCopy';

const shared = operation(codeGrant);

export const exchangeCode: Operation = {
	...shared,
	fields: withNotice(oneCopy, shared.fields),
	async run(context) {
		// Cal.com would refuse it only after it has used up the code.
		if (isPublic(await codeGrant.inputsOf(context))) context.requiredText('codeVerifier', 'Code Verifier');
		return await shared.run(context);
	},
};
