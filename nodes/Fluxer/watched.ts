import type { WatchedService } from '../shared/watching/watched';
import { withoutSecretsIn } from '../shared/operations/masking';
import { SESSION_TYPE } from './access';
import { listApplications, SECRETS } from './applications';
import { listAuthorizations } from './authorizations';
import { getApplication } from './bot/getApplication';
import { bot, oAuth2, userSession } from './signIns';
import { getCurrent } from './user/getCurrent';

const granted = {
	name: 'Authorization Granted',
	description: 'When an application has got access to the account, or other access than before',
};

const application = {
	id: '1470000000000000003',
	name: 'Example App',
	redirect_uris: ['https://app.example.com/callback'],
	bot_public: true,
	bot_require_code_grant: false,
};

/**
 * Applications and authorizations of a user session, all at once and told without secrets. Fluxer does not tell whose a
 * session is, so that the entries do.
 */
export const watched: WatchedService = {
	signIns: [
		{
			choice: { name: 'Session', value: 'session' },
			signIn: userSession,
			accountFields: [],
			whose: 'byEntries',
			check: async (context) => await listApplications(context, 'applications'),
		},
		{
			choice: { name: 'Bot', value: 'bot' },
			signIn: bot,
			accountFields: [],
			check: async (context) => await getApplication.run(context),
		},
		{
			choice: { name: 'OAuth2', value: 'oAuth2' },
			signIn: oAuth2,
			accountFields: ['clientId'],
			check: async (context) => await getCurrent.run(context),
		},
	],
	lists: [
		{
			name: 'authorizations',
			credentials: [SESSION_TYPE],
			// When it was authorized changes with each refresh of its tokens.
			read: async (context) =>
				(await listAuthorizations(context)).map((authorization) => ({
					id: authorization.application.id,
					compared: [authorization.scopes ?? []].flat().sort(),
					json: withoutSecretsIn(authorization, SECRETS),
				})),
			events: {
				added: granted,
				changed: granted,
				removed: {
					name: 'Authorization Revoked',
					description: 'When an application has lost its access to the account',
				},
			},
			example: {
				id: application.id,
				application,
				scopes: ['identify'],
				authorized_at: '2026-11-26T16:15:28.123Z',
			},
		},
		{
			name: 'applications',
			credentials: [SESSION_TYPE],
			read: async (context) =>
				(await listApplications(context, 'applications')).map((each) => ({
					id: each.id,
					compared: each,
					json: withoutSecretsIn(each, SECRETS),
				})),
			events: {
				changed: {
					name: 'Application Changed',
					description: 'When the name, the redirect URIs, the bot or a flag of an application has changed',
				},
			},
			example: application,
		},
	],
};
