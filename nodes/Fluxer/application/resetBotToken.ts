import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { applicationField, applicationIdOf } from '../applications';
import { newSecretNotice } from '../notices';
import { withSudo } from '../sudo';

export const resetBotToken: Operation = {
	name: 'Reset Bot Token',
	action: 'Reset token of bot',
	description: 'Replace the token of the bot of an application by a new one and return it',
	endpoint: 'resetBotToken',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [newSecretNotice, applicationField],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const session = await sessionOf(context);
		return await withSudo(context, session, async (send, proof) => {
			const inputs = { ...session.inputs, ...proof, applicationId };
			return await context.request('resetBotToken', inputs, send, isNewToken);
		});
	},
};

/** `{token, bot}`. */
const isNewToken = (body: unknown): body is IDataObject => isRecord(body) && typeof body.token === 'string';
