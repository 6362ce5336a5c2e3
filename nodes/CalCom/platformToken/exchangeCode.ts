import { storeTheFirstTokens } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { ownerField } from '../../shared/fields/ownerField';
import { codeField, rawOption } from '../../shared/fields/tokenFields';
import { tokensOf } from '../../shared/operations/tokenOperations';
import { platformClient } from '../access';
import { platformCodeOf } from '../platformCode';

export const exchangeCode: Operation = {
	name: 'Exchange Code',
	action: 'Exchange platform code for tokens',
	description: 'Trade the code of Authorize for an access token and a refresh token, and return them',
	endpoint: 'exchange',
	spends: ['code'],
	credentials: platformClient.credentials,
	seed: true,
	fields: [storeTheFirstTokens, codeField, ownerField, rawOption],
	async run(context) {
		const code = platformCodeOf(context.parameter('code'));
		return await tokensOf(context, 'exchange', { ...(await platformClient.inputsOf(context)), code });
	},
};
