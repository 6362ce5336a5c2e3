import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Inputs } from '../../oauth/requests';
import { readAddresses } from '../../oauth/lists';
import type { ItemContext } from '../shared/node/itemContext';
import { callerAs } from './access';
import { apiKey } from './signIns';
import { isMany, simplified } from './answers';
import { calComPlatform } from './calComPlatform.dialect';
import { picker } from '../shared/fields/picker';
import { searchOf } from '../shared/operations/listSearch';
import { maskSecrets } from '../shared/operations/masking';

export const clientPicker = picker({
	displayName: 'OAuth Client',
	name: 'clientId',
	description: 'A client of the organization that the API key belongs to',
	search: 'oauthClients',
	id: { placeholder: 'e.g. clsx38nbl0001vkhlwin9fmt0', regex: '\\S+', errorMessage: 'An ID has no spaces' },
});

export const redirectUrisField: INodeProperties = {
	displayName: 'Redirect URIs',
	name: 'redirectUris',
	type: 'string',
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
		description: 'Where the links in e-mails lead people who cancel a booking',
	},
	{
		displayName: 'Booking Redirect URI',
		name: 'bookingRedirectUri',
		type: 'string',
		default: '',
		description: 'Where the links in e-mails lead people who look at a booking',
	},
	{
		displayName: 'Booking Reschedule Redirect URI',
		name: 'bookingRescheduleRedirectUri',
		type: 'string',
		default: '',
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

/** The values of a collection of {@link clientOptions}, and of what else it may have; an empty list is left out. */
export function clientInputs({ redirectUris: given, ...values }: IDataObject): Inputs {
	const redirectUris = readAddresses(given, {
		subject: 'The field "Redirect URIs"',
		hint: 'Nothing was sent.',
	});
	return { ...(values as Inputs), ...(redirectUris.length > 0 && { redirectUris }) };
}

const FIELDS = [
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
	maskSecrets(context, simplified(context, client, FIELDS), ['secret']);

export async function listClients(context: ItemContext): Promise<IDataObject[]> {
	const { send, ...inputs } = await callerAs(context, apiKey);
	return (await context.request('clients', inputs, send, isMany)).data;
}

/** The clients to pick from in the editor. */
export const searchClients = searchOf(calComPlatform, async (context) =>
	(await listClients(context)).map(({ id, name }) => ({
		name: `${String(name)} · ${String(id)}`,
		value: String(id),
	})),
);
