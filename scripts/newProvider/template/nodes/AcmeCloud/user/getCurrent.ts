import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import type { Operation } from '../../shared/node/operation';
import { askByReading } from '../../shared/operations/check';
import { CONNECTED_TYPE, oAuth2 } from '../signIns';

/** Reads `/userinfo`, whose answer has at least `sub` (OpenID Connect Core 1.0 §5.3.2). */
export const getCurrent: Operation = {
	name: 'Get Current',
	action: 'Get current user',
	description: 'Read the user whom the credential is connected to',
	endpoint: 'currentUser',
	credentials: [CONNECTED_TYPE],
	async run(context) {
		const server = oAuth2.serverOf(await context.credentials(CONNECTED_TYPE));
		return await context.request('currentUser', server, context.signed(oAuth2), isUser);
	},
};

const isUser = (body: unknown): body is IDataObject => isRecord(body) && typeof body.sub === 'string';

/** By an endpoint that takes the access tokens of every client. */
export const askWhoseItIs = askByReading('probe', isUser);
