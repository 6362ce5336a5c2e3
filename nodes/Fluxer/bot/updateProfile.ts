import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { applicationField, applicationIdOf, SECRETS } from '../applications';
import { changesOf, updateFields } from '../updateFields';
import { withoutSecretsIn } from '../../shared/operations/masking';

const image = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description:
		'An image in base64, such as Extract from File makes of a binary field; leave it empty to remove the present one',
});

const fields: INodeProperties[] = [
	image('Avatar', 'avatar'),
	image('Banner', 'banner'),
	{
		displayName: 'Bio',
		name: 'bio',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		description: 'What the bot says of itself, at most 1024 characters; leave it empty to remove it',
	},
	{
		displayName: 'Bot Flags',
		name: 'botFlags',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'The flags of the bot as one number, the sum of the bits of each',
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
		description: 'One to 32 letters, digits or underscores',
	},
];

export const updateProfile: Operation = {
	name: 'Update Profile',
	action: 'Update the profile of a bot',
	description: 'Change the user name, pictures or bio of the bot of an application',
	endpoint: 'updateBotProfile',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [applicationField, updateFields(fields)],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const changes = changesOf(context);
		const changed = {
			username: changes.has('username') ? changes.requiredText('username', 'Username') : undefined,
			discriminator: changes.text('discriminator'),
			avatar: changes.clearable('avatar'),
			banner: changes.clearable('banner'),
			bio: changes.clearable('bio'),
			botFlags: changes.has('botFlags') ? changes.number('botFlags', 'Bot Flags') : undefined,
		};
		const { send, inputs } = await sessionOf(context);
		const given = { ...inputs, ...changed, applicationId };
		const changedBot = await context.request('updateBotProfile', given, send, isProfile);
		return withoutSecretsIn(changedBot, SECRETS);
	},
};

/** `{id, username, discriminator, avatar, banner, bio}`. */
const isProfile = (body: unknown): body is IDataObject => isRecord(body) && typeof body.id === 'string';
