import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { omit } from '../../oauth/json';
import { additionalScopes } from '../shared/fields/additionalScopes';
import { alphabetically } from '../shared/fields/alphabetical';

type Things = Record<string, string>;

const things: Things = {
	EVENT_TYPE: 'Event Types',
	BOOKING: 'Bookings',
	SCHEDULE: 'Schedules',
	APPS: 'Apps',
	PROFILE: 'Profile',
};
const shared: Things = omit(things, 'APPS');

const readAndWrite = (those: Things, prefix = '', title = ''): INodePropertyOptions[] =>
	Object.entries(those).flatMap(([thing, name]) => [
		{ name: `${title}${name}: Read`, value: `${prefix}${thing}_READ` },
		{ name: `${title}${name}: Write`, value: `${prefix}${thing}_WRITE` },
	]);

const sorted = (options: INodePropertyOptions[]) => options.sort(alphabetically('name'));

/** What a client of the platform product may be permitted. */
export const permissionOptions = sorted(readAndWrite(things));

/** What a user can allow an OAuth2 client: the permissions, and most of them for teams and whole organizations too. */
export const scopeOptions = sorted([
	...readAndWrite(things),
	...readAndWrite({ ...shared, MEMBERSHIP: 'Memberships' }, 'TEAM_', 'Team '),
	...readAndWrite(shared, 'ORG_', 'Organization '),
]);

/** For the scopes that Cal.com adds from time to time. */
export const additionalScopesField: INodeProperties = {
	...additionalScopes,
	placeholder: 'e.g. WEBHOOK_READ TEAM_ROUTING_FORM_READ',
	description:
		'Scopes that are not in the list, with spaces or commas between them, such as those for webhooks, routing forms and workflows',
};
