import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { Parameters } from '../shared/node/parameters';

/** What an application may ask a user for. */
export const scopeField: INodeProperties = {
	displayName: 'Scopes',
	name: 'scope',
	type: 'multiOptions',
	options: [
		{ name: 'Bot', value: 'bot', description: 'Add the bot of the application to a guild' },
		{ name: 'Connections', value: 'connections', description: 'Read the linked accounts' },
		{ name: 'Email', value: 'email', description: 'Read the e-mail address; needs Identify as well' },
		{ name: 'Guilds', value: 'guilds', description: 'List the guilds that the user is in' },
		{ name: 'Identify', value: 'identify', description: 'Read who the user is' },
	],
	default: ['identify'],
	required: true,
	description: 'What the user is asked to allow',
};

/**
 * Checks the options of {@link botOptions}, which are longer than a number can hold.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the guild is none, or has lost its last digits
 */
export function checkedGuildId(options: IDataObject): string {
	const given = new Parameters((name) => options[name]);
	return given.text('guildId') === '' ? '' : given.id('guildId', 'Guild ID');
}

/** For the scope `bot`. */
export const botOptions: INodeProperties[] = [
	{
		displayName: 'Guild ID',
		name: 'guildId',
		type: 'string',
		default: '',
		description: 'The guild to add the bot to, for the scope Bot',
	},
	{
		displayName: 'Permissions',
		name: 'permissions',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2048',
		description: 'What the bot may do there, as one number, for the scope Bot',
	},
];
