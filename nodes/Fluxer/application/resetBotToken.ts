import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE } from '../access';
import { applicationField } from '../applications';
import { newSecretNotice } from '../notices';
import { isNewToken, newSecret } from '../secrets';

/**
 * `POST /oauth2/applications/{applicationId}/bot/reset-token` in sudo mode (`sudo.ts`): `{token, bot}`. The old token
 * is over at once. About ten resets an hour, shared with the client secret (observed, February and July 2026). Never
 * repeated.
 */
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
