import type { Operation } from '../../shared/node/operation';
import { codeGrant } from '../access';
import { isIntrospection } from '../introspection';
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
