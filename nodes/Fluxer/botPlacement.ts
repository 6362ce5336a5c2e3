import type { INodeProperties } from 'n8n-workflow';
import { inputProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import { Parameters, type ReadParameter } from '../shared/node/parameters';

/** Where a bot is added, and what it may do there: for the scope `bot`. */
export const botOptions: INodeProperties[] = [
	{
		displayName: 'Channel ID',
		name: 'channelId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1470000000000000006',
		description: 'The group message to add the bot to, for the scope Bot, on servers of July 2026 and later',
	},
	{
		displayName: 'Guild ID',
		name: 'guildId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1470000000000000004',
		description: 'The guild to add the bot to, for the scope Bot',
	},
	{
		displayName: 'Permissions',
		name: 'permissions',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2048',
		description: 'What the bot may do in the guild, as one whole number, for the scope Bot',
	},
];

/** Permissions are the bits of a number of 64 bits, more than a number of JavaScript holds. */
const MOST_PERMISSIONS = 2n ** 64n - 1n;

/**
 * The values of {@link botOptions}, as text, since they are longer than a number can hold.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when one of them is not what it is meant to be
 */
export function botInputs(read: ReadParameter): Inputs {
	const given = new Parameters(read);
	const idOf = (name: string, title: string) => (given.text(name) === '' ? '' : given.id(name, title));
	const guildId = idOf('guildId', 'Guild ID');
	const channelId = idOf('channelId', 'Channel ID');
	if (guildId !== '' && channelId !== '') {
		throw inputProblem(
			'A bot is added to a guild or to a group message, and both are given',
			'Leave out the Guild ID or the Channel ID. Nothing was sent.',
		);
	}
	return { guildId, channelId, permissions: permissionsOf(given) };
}

function permissionsOf(given: Parameters): string {
	if (given.text('permissions') === '') return '';
	const permissions = given.id('permissions', 'Permissions');
	if (BigInt(permissions) <= MOST_PERMISSIONS) return permissions;
	throw inputProblem(
		'The field "Permissions" holds more than 64 bits',
		'Permissions are one whole number, the sum of the bits of each. Nothing was sent.',
	);
}
