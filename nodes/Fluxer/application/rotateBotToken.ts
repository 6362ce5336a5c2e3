import { rotate } from '../../shared/operations/rotate';
import { SESSION_TYPE } from '../access';
import { applicationField, isApplication } from '../applications';
import { newSecretNotice } from '../notices';
import { isNewToken, newSecret } from '../secrets';

/**
 * Like Reset Bot Token, then `GET /applications/@me` with the new one: `{applicationId, botToken, status, reason}`. The
 * token is handed over whatever comes of the trial; `unproven` says that it did not work, or could not be tried.
 */
export const rotateBotToken = rotate({
	name: 'Rotate Bot Token',
	action: 'Rotate token of bot',
	description:
		'Replace the token of the bot of an application by a new one, see that it works, and return it',
	endpoint: 'resetBotToken',
	provenBy: 'tryBotToken',
	credentials: [SESSION_TYPE],
	fields: [newSecretNotice, applicationField],
	reset: async (context) => await newSecret(context, 'resetBotToken', isNewToken),
	prove: async (context, { apiUrl, answer: { token: botToken } }) =>
		await context.request('tryBotToken', { apiUrl, botToken }, context.plain, isApplication),
	output: ({ applicationId, answer }) => ({ applicationId, botToken: answer.token }),
});
