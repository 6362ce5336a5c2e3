import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { createState, readCallback } from '../../../oauth/authorization';
import { isIssuer } from '../../../oauth/issuers';
import { validCodeVerifier, createPkce } from '../../../oauth/pkce';
import { buildRequest, type Inputs } from '../../../oauth/requests';
import { ensureFresh } from './ensureFresh';
import type { ItemContext } from '../node/itemContext';
import { additionalScopes } from '../fields/additionalScopes';
import { allScopes } from './scopes';
import { storeTheFirstTokens, storeTheNewTokens } from '../fields/notice';
import { ownerField, ownerOfRowField } from '../fields/ownerField';
import type { Operation } from '../node/operation';
import {
	codeField,
	codeVerifierField,
	expectedStateField,
	rawOption,
	redirectUriField,
	refreshTokenField,
	returnedStateField,
} from '../fields/tokenFields';
import { tokenItem } from './tokenItem';
import { ensureFreshFields } from '../fields/ensureFreshFields';

/** Who asks a token endpoint, and where it is. */
export interface TokenClient {
	/** The credential types that hold the client. */
	readonly credentials: readonly string[];
	readonly inputsOf: (context: ItemContext) => Promise<Inputs>;
}

/** The authorization code grant of a provider, as far as its operations differ from those of others. */
export interface CodeGrant extends TokenClient {
	/** Whether a client proves itself with PKCE; never, where this is left out. */
	readonly pkce?: (inputs: Inputs) => boolean;
	/** Whether the request for tokens repeats the redirect URI; it does, where this is left out (RFC 6749 §4.1.3). */
	readonly repeatsRedirectUri?: boolean;
}

/**
 * Returns `{url, state}`, and `codeVerifier` where the client uses PKCE.
 *
 * @param fields of this provider's URL
 * @param checked the inputs of those fields that are more than text
 */
export const getAuthorizationUrl = (
	{ credentials, inputsOf, pkce }: CodeGrant,
	fields: INodeProperties[],
	checked: (context: ItemContext) => Inputs = () => ({}),
): Operation => ({
	name: 'Get Authorization URL',
	action: 'Get authorization URL',
	description: pkce
		? 'Make the address of the consent page, and return it with a state and, for PKCE, a secret codeVerifier'
		: 'Make the address of the consent page for a user, and return it with a state to check later',
	endpoint: 'authorize',
	credentials,
	fields: [redirectUriField, ...fields],
	async run(context) {
		const client = await inputsOf(context);
		const state = createState();
		const { codeVerifier, ...challenge } = pkce?.(client) ? createPkce() : { codeVerifier: undefined };
		const redirectUri = context.requiredText('redirectUri', 'Redirect URI');
		const own = { ...asked(context, fields), ...checked(context) };
		const inputs = { ...client, ...own, ...challenge, state, redirectUri };
		const { url } = buildRequest(context.dialect, 'authorize', inputs);
		return { url, state, ...(codeVerifier && { codeVerifier }) };
	},
});

/** Trades an authorization code for tokens (RFC 6749 §4.1.3). */
export const exchangeCode = ({
	credentials,
	inputsOf,
	pkce,
	repeatsRedirectUri = true,
}: CodeGrant): Operation => ({
	name: 'Exchange Code',
	action: 'Exchange code for tokens',
	description: 'Trade the code of a consent for an access token and a refresh token, and return them',
	endpoint: 'exchange',
	spends: ['code'],
	credentials,
	fields: [
		storeTheFirstTokens,
		codeField,
		...(repeatsRedirectUri ? [redirectUriField] : []),
		expectedStateField,
		returnedStateField,
		...(pkce ? [codeVerifierField] : []),
		ownerField,
		rawOption,
	],
	async run(context) {
		const client = await inputsOf(context);
		const { code, state } = readCallback(context.parameter('code'), {
			state: context.text('expectedState'),
			returnedState: context.text('returnedState'),
			isIssuer: (iss) => isIssuer(context.dialect, client, iss),
		});
		const verifier = pkce ? context.text('codeVerifier') : '';
		const codeVerifier = pkce?.(client) ? validCodeVerifier(verifier) : undefined;
		const redirectUri = repeatsRedirectUri ? context.text('redirectUri') : undefined;
		const inputs = { ...client, code, state, codeVerifier, redirectUri };
		return await tokensOf(context, 'exchange', inputs);
	},
});

/** Trades a refresh token for new tokens (RFC 6749 §6). */
export const refresh = ({ credentials, inputsOf }: TokenClient): Operation => ({
	name: 'Refresh',
	action: 'Refresh token',
	description: 'Trade a refresh token for a new access token and refresh token, and return them',
	endpoint: 'refresh',
	spends: ['refreshToken'],
	credentials,
	fields: [storeTheNewTokens, refreshTokenField, ownerField, rawOption],
	async run(context) {
		const client = await inputsOf(context);
		const refreshToken = await context.token('refreshToken', 'Refresh Token', 'refreshToken');
		return await tokenItem(context, await context.refreshTokens(client, refreshToken));
	},
});

/** Refreshes a stored session if it is due, and gives it back as it came if it is not. */
export const ensureFreshTokens = ({ credentials, inputsOf }: TokenClient): Operation => ({
	name: 'Ensure Fresh',
	action: 'Ensure tokens are fresh',
	description:
		'Return access token and refresh token of a stored session, as they are while they last, else refreshed',
	endpoint: 'refresh',
	spends: ['tokenSet'],
	credentials,
	fields: [storeTheNewTokens, ...ensureFreshFields, ownerOfRowField],
	async run(context) {
		const client = await inputsOf(context);
		return await ensureFresh(context, {
			refresh: async (refreshToken, isGood) => await context.refreshTokens(client, refreshToken, isGood),
			successorsOf: (refreshToken) => context.successorsOf(client, refreshToken),
		});
	},
});

/** Asks one of the dialect's endpoints for tokens, which become the item. */
export const tokensOf = async (
	context: ItemContext,
	endpoint: string,
	inputs: Inputs,
): Promise<IDataObject> => await tokenItem(context, await context.requestTokensOnce(endpoint, inputs));

/** The values of an authorization URL's own fields, by the names of the dialect's inputs. */
function asked(context: ItemContext, fields: readonly INodeProperties[]): Inputs {
	const values = fields.map(({ name, type }): Inputs => {
		if (type === 'collection') return context.collection(name) as Inputs;
		if (type === 'multiOptions') return { [name]: context.choices(name).join(' ') };
		return { [name]: context.text(name) };
	});
	const { [additionalScopes.name]: additional, ...inputs } = Object.assign({}, ...values) as Inputs;
	if (!additional) return inputs;
	return { ...inputs, scope: allScopes([String(inputs.scope ?? '')], additional) };
}
