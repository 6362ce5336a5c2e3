import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import type { Operation } from '../../shared/node/operation';
import { CONNECTED_TYPE, SEAL_KEY_TYPE, userFields, userOf } from '../access';

/**
 * `GET /oauth2/@me`, for OAuth2 access tokens alone: `{application, scopes, expires}`, `expires` an ISO date, and with
 * the scope `identify` the `user`.
 */
export const getCurrent: Operation = {
	name: 'Get Current',
	action: 'Get current authorization',
	description:
		'Get what an access token stands for: application, scopes, expiry and, with Identify, the user',
	endpoint: 'currentUser',
	credentials: [CONNECTED_TYPE, SEAL_KEY_TYPE],
	seed: true,
	fields: userFields,
	async run(context) {
		const { send, inputs } = await userOf(context);
		return await context.request('currentUser', inputs, send, isAuthorization);
	},
};

/** `{application, scopes, expires, user?}`. */
const isAuthorization = (body: unknown): body is IDataObject => isRecord(body) && Array.isArray(body.scopes);
