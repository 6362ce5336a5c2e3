import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import type { Inputs } from '../../oauth/requests';
import { serverUrl } from '../../oauth/serverUrl';
import { refreshTokenField } from '../../nodes/shared/fields/tokenFields';
import { isEmptyOrObject } from '../../nodes/shared/http/successBodies';
import type { ItemContext } from '../../nodes/shared/node/itemContext';
import type { Operation } from '../../nodes/shared/node/operation';
import {
	ensureFreshTokens,
	exchangeCode,
	getAuthorizationUrl,
	refresh,
	tokensOf,
	type CodeGrant,
} from '../../nodes/shared/operations/tokenOperations';
import type { OAuth2SignIn } from '../../nodes/shared/signing/signIn';
import { textbook } from './textbook.dialect';

/** The type of the credential that n8n connects. */
export const CONNECTED_TYPE = 'textbookOAuth2Api';

const oAuth2: OAuth2SignIn = {
	kind: 'oAuth2',
	type: CONNECTED_TYPE,
	dialect: textbook,
	serverOf: ({ baseUrl }) => ({
		baseUrl: serverUrl(baseUrl, { subject: 'The URL of the Textbook credential', hint: 'Enter its issuer.' }),
	}),
};

const codeGrant: CodeGrant = {
	credentials: [CONNECTED_TYPE],
	pkce: () => true,
	inputsOf: async (context) => {
		const data = await context.credentials(CONNECTED_TYPE);
		const [clientId, clientSecret] = [data.clientId, data.clientSecret].map((value) => String(value ?? ''));
		return { ...oAuth2.serverOf(data), clientId, clientSecret };
	},
};

const text = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
});
const scopeField = text('Scope', 'scope');
const tokenFields = [
	{ ...refreshTokenField, displayName: 'Token', name: 'token' },
	text('Token Type Hint', 'tokenTypeHint'),
];

const tokenInputs = async (context: ItemContext): Promise<Inputs> => ({
	...(await codeGrant.inputsOf(context)),
	token: await context.token('token', 'Token', 'refreshToken'),
	tokenTypeHint: context.text('tokenTypeHint'),
});

/** RFC 7662 §2.2. */
const isIntrospection = (body: unknown): body is IDataObject =>
	isRecord(body) && typeof body.active === 'boolean';

const introspect: Operation = {
	name: 'Introspect',
	action: 'Introspect token',
	description: 'Tell whether a token is active. One that is not is an answer, not an error.',
	endpoint: 'introspect',
	credentials: codeGrant.credentials,
	fields: tokenFields,
	run: async (context) =>
		await context.request('introspect', await tokenInputs(context), context.plain, isIntrospection),
};

const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke token',
	description: 'End a token; one that there is not counts as ended',
	endpoint: 'revoke',
	credentials: codeGrant.credentials,
	fields: tokenFields,
	async run(context) {
		await context.request('revoke', await tokenInputs(context), context.plain, isEmptyOrObject);
		return { success: true };
	},
};

/** The password grant (RFC 6749 §4.3), which not every server has. */
const logIn: Operation = {
	name: 'Log In',
	action: 'Log in',
	description: 'Start a session with user name and password',
	endpoint: 'signIn',
	credentials: codeGrant.credentials,
	fields: [text('Username', 'username'), text('Password', 'password')],
	async run(context) {
		const client = await codeGrant.inputsOf(context);
		const [username, password] = [context.text('username'), context.secret('password')];
		return await tokensOf(context, 'signIn', { ...client, username, password });
	},
};

/** A refresh may ask for less than was granted (RFC 6749 §6). */
const refreshWithScope: Operation = withFields(
	refresh({
		...codeGrant,
		inputsOf: async (context) => ({
			...(await codeGrant.inputsOf(context)),
			scope: context.text('scope'),
		}),
	}),
	scopeField,
);

function withFields(operation: Operation, ...more: INodeProperties[]): Operation {
	return { ...operation, fields: [...(operation.fields ?? []), ...more] };
}

/** What the node does with tokens of other people, in the order of its list. */
export const tokenOperations: readonly Operation[] = [
	ensureFreshTokens(codeGrant),
	exchangeCode(codeGrant),
	getAuthorizationUrl(codeGrant, [scopeField]),
	introspect,
	logIn,
	refreshWithScope,
	revoke,
];

/** Reads the user whom the credential is connected to: a request that n8n signs. */
export const getCurrentUser: Operation = {
	name: 'Get Current',
	action: 'Get current user',
	description: 'Read the user whom the credential is connected to',
	endpoint: 'currentUser',
	credentials: [CONNECTED_TYPE],
	async run(context) {
		const server = oAuth2.serverOf(await context.credentials(CONNECTED_TYPE));
		return await context.request('currentUser', server, context.signed(oAuth2), isUser);
	},
};

const isUser = (body: unknown): body is IDataObject => isRecord(body) && typeof body.sub === 'string';
