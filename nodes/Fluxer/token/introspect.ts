import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import type { Operation } from '../../shared/node/operation';
import { codeGrant } from '../access';
import { tokenFields, tokenInputs } from '../tokenField';

export const introspect: Operation = {
	name: 'Introspect',
	action: 'Introspect token',
	description: 'Tell whether a token is active, and for whom. One that is not is an answer, not an error.',
	endpoint: 'introspect',
	credentials: codeGrant.credentials,
	seed: true,
	fields: tokenFields('access_token'),
	async run(context) {
		const inputs = await tokenInputs(context);
		return await context.request('introspect', inputs, context.plain, isIntrospection);
	},
};

/** RFC 7662 §2.2: `{active}`, and of an active token its `scope`, `client_id`, `sub`, `exp`, `iat`. */
export const isIntrospection = (body: unknown): body is IDataObject =>
	isRecord(body) && typeof body.active === 'boolean';
