import { storeTheFirstTokens } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { ownerField } from '../../shared/fields/ownerField';
import { codeField, rawOption } from '../../shared/fields/tokenFields';
import { tokensOf } from '../../shared/operations/tokenOperations';
import { platformClient } from '../access';
import { platformCodeOf } from '../platformCode';

/**
 * `POST /v2/oauth/{clientId}/exchange` with the code as bearer token and `{clientSecret}` in JSON. Takes the code or
 * the whole callback URL; there is no `state` to compare. Cal.com refuses a wrong code and a wrong secret alike, and a
 * code that was refused is not spent (its source).
 */
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
