import type { INodeProperties } from 'n8n-workflow';
import { createState, readCallback } from '../../oauth/authorization';
import { createPkce } from '../../oauth/pkce';
import { buildRequest, type Inputs } from '../../oauth/requests';
import { requestTokens } from '../../oauth/tokenRequest';
import { ensureFresh, ensureFreshFields } from './ensureFresh';
import type { ItemContext } from './itemContext';
import { storeTheNewTokens } from './notice';
import type { Operation } from './operation';
import { includeRawAnswer, tokenOutput } from './tokenOutput';

/** What a provider's token operations have in common: the client, and where its servers are. */
export type InputsOf = (context: ItemContext) => Promise<Inputs>;

const redirectUri: INodeProperties = {
	displayName: 'Redirect URI',
	name: 'redirectUri',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://app.example.com/callback',
	description: 'Where the browser is sent back to, exactly as registered for the client',
};

const refreshToken: INodeProperties = {
	displayName: 'Refresh Token',
	name: 'refreshToken',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	description: 'The refresh token that came with the access token, the newest there is',
};

const rawOption: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [includeRawAnswer],
};

/** Returns `{url, state}`, and `codeVerifier` where the provider takes PKCE. */
export const getAuthorizationUrl = (
	inputsOf: InputsOf,
	fields: INodeProperties[],
	{ pkce = false } = {},
): Operation => ({
	name: 'Get Authorization URL',
	action: 'Get an authorization URL',
	description: 'Make the address of the consent page for a user, and a state to check later',
	endpoint: 'authorize',
	fields: [redirectUri, ...fields],
	async run(context) {
		const state = createState();
		const { codeVerifier, ...challenge } = pkce ? createPkce() : { codeVerifier: undefined };
		const asked = Object.fromEntries(fields.map(({ name }) => [name, context.text(name)]));
		const inputs = { ...(await inputsOf(context)), ...asked, ...challenge, state };
		const uri = context.requiredText('redirectUri', 'Redirect URI');
		const { url } = buildRequest(context.dialect, 'authorize', { ...inputs, redirectUri: uri });
		return { url, state, ...(codeVerifier && { codeVerifier }) };
	},
});

export const exchangeCode = (inputsOf: InputsOf): Operation => ({
	name: 'Exchange Code',
	action: 'Exchange a code for tokens',
	description: 'Trade the code of a consent for an access token and a refresh token',
	endpoint: 'exchange',
	fields: [
		storeTheNewTokens,
		{
			displayName: 'Code or Callback URL',
			name: 'code',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The code, or the whole address that the browser was sent back to',
		},
		redirectUri,
		{
			displayName: 'Expected State',
			name: 'expectedState',
			type: 'string',
			default: '',
			description:
				'The state that Get Authorization URL returned. It is compared with that of the callback URL before the code is spent.',
		},
		rawOption,
	],
	async run(context) {
		const code = readCallback(
			context.requiredText('code', 'Code or Callback URL'),
			context.text('expectedState'),
		);
		const inputs = { ...(await inputsOf(context)), code, redirectUri: context.text('redirectUri') };
		return tokenOutput(
			await requestTokens(context.dialect, 'exchange', inputs, context.plain),
			context.options(),
		);
	},
});

export const refresh = (inputsOf: InputsOf): Operation => ({
	name: 'Refresh',
	action: 'Refresh tokens',
	description: 'Trade a refresh token for a new access token',
	endpoint: 'refresh',
	fields: [storeTheNewTokens, refreshToken, rawOption],
	async run(context) {
		const inputs = {
			...(await inputsOf(context)),
			refreshToken: context.requiredText('refreshToken', 'Refresh Token'),
		};
		return tokenOutput(
			await requestTokens(context.dialect, 'refresh', inputs, context.plain),
			context.options(),
		);
	},
});

export const ensureFreshTokens = (inputsOf: InputsOf): Operation => ({
	name: 'Ensure Fresh',
	action: 'Ensure tokens are fresh',
	description: 'Return stored tokens as they are while they last, else refresh them first',
	endpoint: 'refresh',
	fields: [storeTheNewTokens, ...ensureFreshFields],
	async run(context) {
		const inputs = await inputsOf(context);
		return await ensureFresh(
			context,
			async (token) =>
				await requestTokens(context.dialect, 'refresh', { ...inputs, refreshToken: token }, context.plain),
		);
	},
});

export const refreshTokenField = refreshToken;
