import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import type { Inputs } from '../../../oauth/requests';
import type { TokenType } from '../fields/anyTokenFields';
import type { ItemContext } from '../node/itemContext';
import type { Operation } from '../node/operation';
import type { Asker } from './check';
import type { TokenClient } from './tokenOperations';

/** RFC 7662 §2.2: `{active}`, and of an active token its `scope`, `client_id`, `sub`, `exp`, `iat`. */
export const isIntrospection = (body: unknown): body is IDataObject =>
	isRecord(body) && typeof body.active === 'boolean';

/** The token of an item and its kind, which may be sealed, with the client that asks. */
export async function anyTokenInputs({ inputsOf }: TokenClient, context: ItemContext): Promise<Inputs> {
	const tokenTypeHint = context.requiredText('tokenTypeHint', 'Token Type');
	const kind = tokenTypeHint === 'refresh_token' ? 'refreshToken' : 'accessToken';
	const token = await context.token('token', 'Token', kind);
	return { ...(await inputsOf(context)), token, tokenTypeHint };
}

/** @param fields those of `anyTokenFields` */
export const introspect = (client: TokenClient, fields: readonly INodeProperties[]): Operation => ({
	name: 'Introspect',
	action: 'Introspect token',
	description: 'Tell whether a token is active, and for whom. One that is not is an answer, not an error.',
	endpoint: 'introspect',
	credentials: client.credentials,
	fields,
	async run(context) {
		const inputs = await anyTokenInputs(client, context);
		return await context.request('introspect', inputs, context.plain, isIntrospection);
	},
});

/** What a server says of a token of the client. */
export const introspected = async ({ context, client, send }: Asker, token: string, hint: TokenType) =>
	await context.request('introspect', { ...client, token, tokenTypeHint: hint }, send, isIntrospection);
