import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import type { Operation } from '../../shared/node/operation';
import { CONNECTED_TYPE, SEAL_KEY_TYPE, userFields, userOf } from '../access';

/**
 * `GET /oauth2/userinfo`, for OAuth2 access tokens alone. Without the scope `identify` it is refused; without `email`,
 * `email` is null (observed, February and July 2026).
 */
export const getInfo: Operation = {
	name: 'Get Info',
	action: 'Get information about user',
	description:
		'Get the user that an access token speaks for. Needs the scope Identify, and Email for the e-mail address.',
	endpoint: 'userInfo',
	credentials: [CONNECTED_TYPE, SEAL_KEY_TYPE],
	seed: true,
	fields: userFields,
	async run(context) {
		const { send, inputs } = await userOf(context);
		return await context.request('userInfo', inputs, send, isUserInfo);
	},
};

/** OpenID Connect's `sub`, and Fluxer's own fields. */
const isUserInfo = (body: unknown): body is IDataObject => isRecord(body) && typeof body.sub === 'string';
