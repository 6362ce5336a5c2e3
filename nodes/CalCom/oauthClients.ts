import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { inputProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import { readAddresses } from '../../oauth/lists';
import type { ItemContext } from '../shared/node/itemContext';
import { API_KEY_TYPE, callerAs, PLATFORM, PLATFORM_TYPE, type Caller } from './access';
import { apiKey, platformKey } from './signIns';
import { isMany, simplified } from './answers';
import { calComPlatform } from './calComPlatform.dialect';
import { listInText } from '../shared/fields/listInText';
import { picker } from '../shared/fields/picker';
import { searchOf } from '../shared/operations/listSearch';
import { maskSecrets } from '../shared/operations/masking';

/**
 * An API key, by default, or a client of the organization. A key that names no organization does where an ID is given.
 */
export const clientCredentials = [API_KEY_TYPE, PLATFORM_TYPE];

const isOfClient = (context: ItemContext) => context.text('authentication') === PLATFORM;

/** An API key of the organization or one of its clients, as the item has chosen. */
export const clientCaller = async (context: ItemContext): Promise<Caller> =>
	await callerAs(context, isOfClient(context) ? platformKey : apiKey);

/**
 * Who asks for one client, and its ID. To the others a client has no access.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when a client is to reach another one
 */
export async function oneClient(context: ItemContext): Promise<Caller & { readonly clientId: string }> {
	const clientId = context.requiredText('clientId', 'Platform Client');
	const own = isOfClient(context) ? (await context.credentials(PLATFORM_TYPE)).clientId : clientId;
	if (String(own ?? '').trim() === clientId) return { ...(await clientCaller(context)), clientId };
	throw inputProblem(
		'With its credential, a platform client reaches itself and none of the others',
		'Choose a Cal.com API credential for this client, or the Platform API credential of this client. Nothing was sent.',
	);
}

/** With an API key that names no organization the list is refused with 401, and an ID has to do. */
export const clientPicker = picker({
	displayName: 'Platform Client',
	name: 'clientId',
	description:
		'A client of the organization. The list needs a Cal.com Platform API credential where the API key is one that was made in the settings; an ID works with either.',
	search: 'oauthClients',
	id: { placeholder: 'e.g. clsx38nbl0001vkhlwin9fmt0', regex: '\\S+', errorMessage: 'An ID has no spaces' },
});

/** Required by Create. In an update the list takes the place of the one before. */
export const redirectUrisField: INodeProperties = {
	displayName: 'Redirect URIs',
	name: 'redirectUris',
	type: 'string',
	typeOptions: listInText,
	default: '',
	placeholder: 'e.g. https://app.example.com/callback',
	description:
		'Where browsers may be sent back to, separated by commas or line breaks; a * stands for any text',
};

/** What can be set of a client when it is made and later. */
export const clientOptions: INodeProperties[] = [
	{
		displayName: 'Booking Cancel Redirect URI',
		name: 'bookingCancelRedirectUri',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/cancelled',
		description: 'Where the links in e-mails lead people who cancel a booking',
	},
	{
		displayName: 'Booking Redirect URI',
		name: 'bookingRedirectUri',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/booking',
		description: 'Where the links in e-mails lead people who look at a booking',
	},
	{
		displayName: 'Booking Reschedule Redirect URI',
		name: 'bookingRescheduleRedirectUri',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/rescheduled',
		description: 'Where the links in e-mails lead people who reschedule a booking',
	},
	{
		displayName: 'Calendar Events',
		name: 'areCalendarEventsEnabled',
		type: 'boolean',
		default: true,
		description: 'Whether bookings are put into the calendars that managed users have connected',
	},
	{
		displayName: 'Default Event Types',
		name: 'areDefaultEventTypesEnabled',
		type: 'boolean',
		default: false,
		description: 'Whether new managed users get four event types to begin with',
	},
	{
		displayName: 'E-Mails',
		name: 'areEmailsEnabled',
		type: 'boolean',
		default: false,
		description: 'Whether Cal.com sends e-mails about bookings',
	},
	{
		displayName: 'Logo',
		name: 'logo',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/logo.png',
		description: 'The address of an image',
	},
];

/** What Cal.com takes for empty (observed on API v2 of July 2026). */
export const clearableOfClient = [
	{ displayName: 'Name', name: 'name', empty: '' },
	{ displayName: 'Redirect URIs', name: 'redirectUris', empty: [] },
];

/** The values of a collection of {@link clientOptions}, and of what else it may have. */
export function clientInputs({ redirectUris, ...values }: IDataObject): Inputs {
	const field = { subject: 'The field "Redirect URIs"', hint: 'Nothing was sent.' };
	return {
		...(values as Inputs),
		...(redirectUris !== undefined && { redirectUris: readAddresses(redirectUris, field) }),
	};
}

/** What is shown of a client, unless all is asked for. */
export const CLIENT_FIELDS = [
	'id',
	'name',
	'secret',
	'redirectUris',
	'permissions',
	'areEmailsEnabled',
	'areCalendarEventsEnabled',
	'organizationId',
	'createdAt',
];

/** A client as an item: Cal.com shows the secret each time, so it is masked unless asked for. */
export const clientOutput = (context: ItemContext, client: IDataObject): IDataObject =>
	maskSecrets(context, simplified(context, client, CLIENT_FIELDS), ['secret']);

/** `GET /v2/oauth-clients`: all of the organization at once, with their secrets in the plain. */
export async function listClients(context: ItemContext): Promise<IDataObject[]> {
	const { send, ...inputs } = await clientCaller(context);
	return (await context.request('clients', inputs, send, isMany)).data;
}

/** All platform clients of the organization, called by name and ID. */
export const searchClients = searchOf(calComPlatform, async (context) =>
	(await listClients(context)).map(({ id, name }) => ({
		name: `${String(name)} · ${String(id)}`,
		value: String(id),
	})),
);
