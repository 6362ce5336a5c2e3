import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { fluxer } from '../nodes/Fluxer/fluxer.dialect';
import { bot } from '../nodes/Fluxer/signIns';
import { ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { testRules } from '../nodes/shared/sessions/credentialTest';
import { signWithKey } from '../nodes/shared/sessions/credentialClass';

/**
 * A bot token of Fluxer, which is the application's ID, a dot and a secret, and the address of the API; both are all
 * that is kept. By default the token goes to that server alone, as `Authorization: Bot …` in just this spelling
 * (servers of February and July 2026, observed). It is good until somebody resets it, and nothing renews it.
 */
export class FluxerSessionsBotApi implements ICredentialType {
	name = 'fluxerSessionsBotApi';

	displayName = 'Fluxer Bot API';

	icon = {
		light: 'file:../nodes/Fluxer/fluxer.svg',
		dark: 'file:../nodes/Fluxer/fluxer.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/fluxer.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Bot Token',
			name: 'botToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. 1470000000000000003.my-bot-token',
			description: "The application's ID, a dot and a secret, without the word Bot before it",
		},
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'string',
			required: true,
			default: 'https://api.fluxer.app/v1',
			description:
				'Leave it as it is, unless you use an instance of your own, whose API URL usually ends in /api',
		},
		...ownServerFields('apiUrl'),
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signWithKey(bot, credentials, options);

	test: ICredentialTestRequest = {
		request: { url: '/applications/@me' },
		rules: testRules(fluxer, 'botApplication', {
			401: 'Fluxer does not accept the bot token. Check it, or get a new one by a reset.',
		}),
	};
}
