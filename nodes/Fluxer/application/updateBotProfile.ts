import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import type { Inputs } from '../../../oauth/requests';
import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { applicationField, applicationIdOf, SECRETS } from '../applications';
import { updateOf } from '../../shared/fields/updateFields';
import { changesOf } from '../../shared/node/changes';
import { Parameters } from '../../shared/node/parameters';
import { withoutSecretsIn } from '../../shared/operations/masking';

const image = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.data }}',
	description: 'A whole image file in base64, such as Extract from File makes of a binary field',
});

const emptied: INodeProperties[] = [
	image('Avatar', 'avatar'),
	image('Banner', 'banner'),
	{
		displayName: 'Bio',
		name: 'bio',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Answers questions about invoices',
		description: 'What the bot says of itself, at most 1024 characters',
	},
];

const fields: INodeProperties[] = [
	{
		displayName: 'Bot Flags',
		name: 'botFlags',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'The sum of 16 (the bot takes friend requests) and 32 (its owner confirms each of them). Other flags do nothing.',
	},
	{
		displayName: 'Discriminator',
		name: 'discriminator',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0001',
		description: 'The digits after the user name. Fluxer lets most bots keep theirs only.',
	},
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		default: '',
		placeholder: 'e.g. example_bot',
		description:
			'One to 32 letters, digits or underscores. A new name comes with another discriminator, and newer servers allow about five in three hours.',
	},
];

const changeable = [...fields, ...emptied];
const changed = updateOf(
	changeable,
	emptied.map(({ displayName, name }) => ({ displayName, name, empty: null })),
);

function inputsOf(values: IDataObject): Inputs {
	const given = new Parameters((name) => values[name], changeable);
	const texts = changeable.filter(({ name, type }) => type === 'string' && name in values);
	return {
		...Object.fromEntries(texts.map(({ name }) => [name, given.text(name)])),
		botFlags: 'botFlags' in values ? given.number('botFlags', 'Bot Flags') : undefined,
	};
}

/**
 * `PATCH /oauth2/applications/{applicationId}/bot` with what was added; null clears avatar, banner and bio. A new user
 * name brings another discriminator, and of the flags 16 and 32 alone do anything (July 2026).
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when nothing is to be changed, or a field
 * was added and is empty
 */
export const updateBotProfile: Operation = {
	name: 'Update Bot Profile',
	action: 'Update profile of bot',
	description: 'Change the user name, pictures or bio of the bot of an application',
	endpoint: 'updateBotProfile',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [applicationField, changed.field],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const changes = changesOf(context, changed, inputsOf);
		const { send, inputs } = await sessionOf(context);
		const given = { ...inputs, ...changes, applicationId };
		const changedBot = await context.request('updateBotProfile', given, send, isProfile);
		return withoutSecretsIn(changedBot, SECRETS);
	},
};

/** `{id, username, discriminator, avatar, banner, bio, flags?}`. */
const isProfile = (body: unknown): body is IDataObject => isRecord(body) && typeof body.id === 'string';
