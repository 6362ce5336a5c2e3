import type { INodeProperties } from 'n8n-workflow';
import { parseAddress } from '../../oauth/addresses';
import { inputProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';
import { redirectUriField } from '../shared/fields/tokenFields';
import { applicationIdOf, applicationPicker } from './applications';
import { allFitting } from './lengths';
import { botOptions, checkedGuildId, scopeField } from './scopes';

const { required: _, ...optionalRedirectUri } = redirectUriField;

const URL_MODE = 'url';
const FIELDS_MODE = 'fields';
const inFields: INodeProperties['displayOptions'] = { show: { askedBy: [FIELDS_MODE] } };

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
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: inFields,
		options: [
			{
				displayName: 'Code Challenge',
				name: 'codeChallenge',
				type: 'string',
				default: '',
				description: 'The S256 challenge of the code verifier, where the exchange is to need one',
			},
			...botOptions,
			{
				displayName: 'State',
				name: 'state',
				type: 'string',
				default: '',
				description: 'Comes back beside the code, at most 256 characters',
			},
		],
	},
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
};

/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when something is missing or too long */
export const consentInputs = (context: ItemContext): Inputs =>
	allFitting(
		context.text('askedBy') === FIELDS_MODE
			? givenOneByOne(context)
			: readUrl(context.requiredText('authorizationUrl', 'Authorization URL')),
	);

function givenOneByOne(context: ItemContext): Inputs {
	const codeChallenge = context.option('codeChallenge');
	return {
		clientId: applicationIdOf(context),
		redirectUri: context.text('redirectUri'),
		scope: context.choices('scope').join(' '),
		state: context.option('state'),
		codeChallenge,
		codeChallengeMethod: codeChallenge && 'S256',
		permissions: context.option('permissions'),
		guildId: checkedGuildId(context.options()),
	};
}

function readUrl(pasted: string): Inputs {
	const asked = parseAddress(pasted)?.searchParams;
	if (asked?.has('client_id')) {
		return Object.fromEntries(
			Object.entries(NAMES).map(([input, name]) => [input, asked.get(name) ?? undefined]),
		);
	}
	throw inputProblem(
		'The field "Authorization URL" does not hold the address of a consent page',
		'Pass in the url that Get Authorization URL returned. Nothing was sent.',
	);
}
