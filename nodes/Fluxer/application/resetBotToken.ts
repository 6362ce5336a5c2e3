import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE } from '../access';
import { applicationField } from '../applications';
import { newSecretNotice } from '../notices';
import { isNewToken, newSecret } from '../secrets';

export const resetBotToken: Operation = {
	name: 'Reset Bot Token',
	action: 'Reset token of bot',
	description: 'Replace the token of the bot of an application by a new one and return it',
	endpoint: 'resetBotToken',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [newSecretNotice, applicationField],
	run: async (context) => (await newSecret(context, 'resetBotToken', isNewToken)).answer,
};
