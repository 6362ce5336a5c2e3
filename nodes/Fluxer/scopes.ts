import type { INodeProperties } from 'n8n-workflow';

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
