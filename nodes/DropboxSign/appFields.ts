import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import { jsonOfItem } from '../../oauth/jsonOfItem';
import { inputProblem } from '../../oauth/problems';
import type { Input, Inputs } from '../../oauth/requests';
import { readWords } from '../../oauth/lists';
import { listInText } from '../shared/fields/listInText';
import type { Clearable } from '../shared/fields/updateFields';

/** `required` is added by Create; Update offers it as one of its fields. */
export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Example Contracts',
	description: 'What users see when they are asked to allow the app something',
};

/** Words in one text, sent as a list. `required` is added by Create, as with the name. */
export const domainsField: INodeProperties = {
	displayName: 'Domains',
	name: 'domains',
	type: 'string',
	typeOptions: listInText,
	default: '',
	placeholder: 'e.g. app.example.com, example.com',
	description: 'The one to ten domain names that the app belongs to, separated by commas',
};

/** What an app may have besides its name and domains. A custom logo takes a file upload, which is not offered. */
export const settingFields: INodeProperties[] = [
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/events',
		description: 'Where Dropbox Sign sends the events of the app',
	},
	{
		displayName: 'Insert Everywhere',
		name: 'insertEverywhere',
		type: 'boolean',
		default: false,
		description: 'Whether signers can insert their signature everywhere at once',
	},
	{
		displayName: 'OAuth Callback URL',
		name: 'oauthCallbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/callback',
		description: 'The redirect URI of the app. It needs OAuth Scopes too.',
	},
	{
		displayName: 'OAuth Scopes',
		name: 'oauthScopes',
		type: 'multiOptions',
		options: [
			{ name: 'Account Access', value: 'account_access' },
			{ name: 'API App Access', value: 'api_app_access' },
			{ name: 'Basic Account Info', value: 'basic_account_info' },
			{ name: 'Request Signature', value: 'request_signature' },
			{ name: 'Signature Request Access', value: 'signature_request_access' },
			{ name: 'Team Access', value: 'team_access' },
			{ name: 'Template Access', value: 'template_access' },
		],
		default: [],
		description: 'What the app may ask users for. It needs an OAuth Callback URL too.',
	},
	{
		displayName: 'White Labeling',
		name: 'whiteLabeling',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "primary_button_color": "#0061FE" }',
		description: 'The look of the signer page as a JSON object, by the names that Dropbox Sign documents',
	},
];

/** What an update can empty. A list of scopes with one empty text in it is none. */
export const clearableOfApp: Clearable[] = [
	{ displayName: 'Callback URL', name: 'callbackUrl', empty: '' },
	{
		displayName: 'OAuth',
		name: 'oauth',
		empty: { callback_url: '', scopes: [''] },
		fields: ['oauthCallbackUrl', 'oauthScopes'],
	},
	{ displayName: 'White Labeling', name: 'whiteLabeling', empty: { reset_to_default: true } },
];

/** The dialect's inputs for what was filled in; what was not is left out. */
export function appInputs(values: IDataObject): Inputs {
	const { callbackUrl, insertEverywhere, whiteLabeling } = values;
	return {
		name: textOf(values.name),
		domains: values.domains === undefined ? undefined : wordsOf(values.domains, 'Domains'),
		callbackUrl: textOf(callbackUrl),
		oauth: oauthOf(values),
		options:
			insertEverywhere === undefined ? undefined : { can_insert_everywhere: insertEverywhere === true },
		whiteLabeling: whiteLabeling === undefined ? undefined : (whiteLabelingOf(whiteLabeling) as Input),
	};
}

function oauthOf({ oauthCallbackUrl, oauthScopes }: IDataObject): Input {
	const callbackUrl = textOf(oauthCallbackUrl) ?? '';
	const scopes = wordsOf(oauthScopes, 'OAuth Scopes');
	if (callbackUrl === '' && scopes.length === 0) return undefined;
	return { ...(callbackUrl !== '' && { callback_url: callbackUrl }), ...(scopes.length > 0 && { scopes }) };
}

/** Whether only one of the two parts of OAuth is filled in. */
export const hasHalfOAuth = ({ oauthCallbackUrl, oauthScopes }: IDataObject): boolean =>
	((textOf(oauthCallbackUrl) ?? '') === '') !== (wordsOf(oauthScopes, 'OAuth Scopes').length === 0);

function whiteLabelingOf(value: unknown): Record<string, unknown> {
	const options = typeof value === 'string' ? jsonOfItem(value, 'White Labeling') : value;
	if (isRecord(options)) return options;
	throw inputProblem(
		'The field "White Labeling" holds no JSON object',
		'Write it like { "primary_button_color": "#0061FE" }. Nothing was sent.',
	);
}

const textOf = (value: unknown) => (value === undefined ? undefined : String(value ?? '').trim());

const wordsOf = (value: unknown, title: string): string[] =>
	readWords(value, { subject: `The field "${title}"`, hint: 'Nothing was sent.' });
