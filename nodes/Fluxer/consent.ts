import type { INodeProperties } from 'n8n-workflow';
import { parseAddress } from '../../oauth/addresses';
import { repeatedIn } from '../../oauth/callbackParameters';
import { inputProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';
import { redirectUriField } from '../shared/fields/tokenFields';
import { applicationIdOf, applicationPicker } from './applications';
import { allFitting } from './lengths';
import { excerpt } from '../../oauth/excerpt';
import { omit } from '../../oauth/json';
import { optionsOf } from '../shared/fields/requestOptions';
import { additionalScopes } from '../shared/fields/additionalScopes';
import { allScopes } from '../shared/operations/scopes';
import { botInputs, botOptions } from './botPlacement';
import { scopeField } from './scopes';

const optionalRedirectUri = omit(redirectUriField, 'required');

const URL_MODE = 'url';
const FIELDS_MODE = 'fields';
const inFields: INodeProperties['displayOptions'] = { show: { askedBy: [FIELDS_MODE] } };

const codeChallengeOption: INodeProperties = {
	displayName: 'Code Challenge',
	name: 'codeChallenge',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.codeChallenge }}',
	description: 'The S256 challenge of the code verifier, where the exchange is to need one',
};

const stateOption: INodeProperties = {
	displayName: 'State',
	name: 'state',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.state }}',
	description: 'Comes back beside the code, at most 256 characters',
};

const consentOptions = [additionalScopes, ...botOptions, codeChallengeOption, stateOption].map(
	(option): INodeProperties => ({
		...option,
		displayOptions: { show: { '/askedBy': [FIELDS_MODE] } },
	}),
);

/** What is asked of the user: all of it in the address of the consent page, or field by field. */
export const consentFields: INodeProperties[] = [
	{
		displayName: 'Asked By',
		name: 'askedBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Authorization URL',
				value: URL_MODE,
				description: 'All of it in one address, such as Get Authorization URL returns',
			},
			{ name: 'Fields', value: FIELDS_MODE, description: 'Application, scopes and the rest, one by one' },
		],
		default: URL_MODE,
	},
	{
		displayName: 'Authorization URL',
		name: 'authorizationUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://web.fluxer.app/oauth2/authorize?client_id=…',
		description: 'The address of the consent page. It is read, not opened.',
		displayOptions: { show: { askedBy: [URL_MODE] } },
	},
	{
		...applicationPicker(
			'applications',
			'The application that asks; by its ID, it may be that of somebody else',
		),
		displayOptions: inFields,
	},
	{ ...optionalRedirectUri, displayOptions: inFields },
	{ ...scopeField, displayOptions: inFields },
	optionsOf(consentOptions),
];

/** The dialect's inputs and their names in an authorization URL. */
const NAMES = {
	clientId: 'client_id',
	redirectUri: 'redirect_uri',
	scope: 'scope',
	state: 'state',
	codeChallenge: 'code_challenge',
	codeChallengeMethod: 'code_challenge_method',
	permissions: 'permissions',
	guildId: 'guild_id',
	channelId: 'channel_id',
};

/** What only tells the page what to show: a consent without it is the same. */
const FOR_THE_PAGE = ['prompt', 'disable_guild_select'];

/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when something is missing or too long */
export const consentInputs = (context: ItemContext): Inputs =>
	allFitting(
		context.text('askedBy') === FIELDS_MODE
			? givenOneByOne(context)
			: readUrl(context.requiredText('authorizationUrl', 'Authorization URL')),
	);

function givenOneByOne(context: ItemContext): Inputs {
	const codeChallenge = context.option('codeChallenge');
	const options = context.options();
	return {
		clientId: applicationIdOf(context),
		redirectUri: context.text('redirectUri'),
		scope: allScopes(context.choices('scope'), options.additionalScopes),
		state: context.option('state'),
		codeChallenge,
		codeChallengeMethod: codeChallenge && 'S256',
		...botInputs((name) => options[name]),
	};
}

function readUrl(pasted: string): Inputs {
	const query = parseAddress(pasted)?.searchParams;
	if (!query?.has('client_id')) {
		throw inputProblem(
			'The field "Authorization URL" does not hold the address of a consent page',
			'Pass in the url that Get Authorization URL returned. Nothing was sent.',
		);
	}
	const asked = parametersOf(query);
	const inputs = Object.fromEntries(
		Object.entries(NAMES).map(([input, name]) => [input, asked.get(name) ?? undefined]),
	);
	return { ...inputs, ...botInputs((name) => inputs[name]) };
}

/**
 * Consent is given to all that is asked, or to nothing: what is not known may be what matters.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when a parameter is not known, or there twice
 */
function parametersOf(query: URLSearchParams): URLSearchParams {
	const known = ['response_type', ...Object.values(NAMES), ...FOR_THE_PAGE];
	const unknown = [...query.keys()].find((name) => !known.includes(name));
	if (unknown !== undefined) {
		throw inputProblem(
			`The authorization URL asks for something that this node cannot pass on: "${excerpt(unknown)}"`,
			'Take it out of the URL if it does not matter, or give this consent in a browser. Nothing was sent.',
		);
	}
	const twice = repeatedIn([...query.keys()]);
	if (twice !== undefined) {
		throw inputProblem(
			`The authorization URL holds "${twice}" more than once`,
			'Each part may be in it once (RFC 6749 §3.1): take out those that are not meant. Nothing was sent.',
		);
	}
	const responseType = query.get('response_type') ?? 'code';
	if (responseType === 'code') return query;
	throw inputProblem(
		`The authorization URL asks for the response type "${excerpt(responseType)}", and Fluxer gives codes only`,
		'It has to ask for response_type=code. Nothing was sent.',
	);
}
