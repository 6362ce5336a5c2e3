import type { Operation, ProviderNode, Resource } from '../shared/node/operation';
import { sealOperations } from '../shared/operations/sealOperations';
import { authentication, codeGrant, oAuth2Seals, platformClient, platformSeals, signIns } from './access';
import { calComOAuth2 } from './calComOAuth2.dialect';
import { calComPlatform } from './calComPlatform.dialect';
import { create as createUser } from './managedUser/create';
import { deleteUser } from './managedUser/delete';
import { get as getUser } from './managedUser/get';
import { getMany as getManyUsers } from './managedUser/getMany';
import { update as updateUser } from './managedUser/update';
import { get as getOAuth2Client } from './oAuth2Client/get';
import { check as checkOAuth2 } from './oAuth2Token/check';
import { ensureFresh as ensureFreshOAuth2 } from './oAuth2Token/ensureFresh';
import { exchangeCode as exchangeOAuth2 } from './oAuth2Token/exchangeCode';
import { getAuthorizationUrl } from './oAuth2Token/getAuthorizationUrl';
import { refresh as refreshOAuth2 } from './oAuth2Token/refresh';
import { revokeEverything as revokeOAuth2 } from './oAuth2Token/revokeEverything';
import { create as createClient } from './oAuthClient/create';
import { deleteClient } from './oAuthClient/delete';
import { get as getClient } from './oAuthClient/get';
import { getMany as getManyClients } from './oAuthClient/getMany';
import { update as updateClient } from './oAuthClient/update';
import { authorize } from './platformToken/authorize';
import { check } from './platformToken/check';
import { ensureFresh } from './platformToken/ensureFresh';
import { exchangeCode } from './platformToken/exchangeCode';
import { forceRefresh } from './platformToken/forceRefresh';
import { refresh } from './platformToken/refresh';
import { revokeEverything } from './platformToken/revokeEverything';
import { getCurrent } from './user/getCurrent';

/** Cal.com says so of the whole product, at each of its endpoints. */
const DEPRECATED = 'Deprecated by Cal.com, which is going to remove it';

const ofPlatform = (name: string, value: string, operations: Operation[]): Resource => ({
	name,
	value,
	description: `${DEPRECATED}; for your own account, and for clients that users connect, there is OAuth2`,
	operations: operations.map((each) => ({ ...each, description: `${each.description}. ${DEPRECATED}.` })),
	sealSource: platformSeals,
});

/**
 * OAuth2 comes before the platform product, which Cal.com calls deprecated. The dialect is that of the platform where a
 * resource names none.
 */
export const provider: ProviderNode = {
	dialect: calComPlatform,
	fields: authentication,
	signIns,
	resources: [
		// The dialect in which n8n refreshes the OAuth2 credential; a managed user's renews itself in the other.
		{ name: 'User', operations: [getCurrent], dialect: calComOAuth2 },
		{ name: 'OAuth2 Client', operations: [getOAuth2Client], dialect: calComOAuth2 },
		{
			name: 'OAuth2 Token',
			operations: [
				getAuthorizationUrl,
				checkOAuth2,
				ensureFreshOAuth2,
				exchangeOAuth2,
				refreshOAuth2,
				revokeOAuth2,
				...sealOperations('token set', codeGrant.credentials),
			],
			dialect: calComOAuth2,
			sealSource: oAuth2Seals,
		},
		ofPlatform('Platform Client', 'oAuthClient', [
			getManyClients,
			createClient,
			deleteClient,
			getClient,
			updateClient,
		]),
		ofPlatform('Platform Token', 'platformToken', [
			check,
			authorize,
			ensureFresh,
			exchangeCode,
			forceRefresh,
			refresh,
			revokeEverything,
			...sealOperations('platform token set', platformClient.credentials),
		]),
		ofPlatform('Platform User', 'managedUser', [getManyUsers, createUser, deleteUser, getUser, updateUser]),
	],
};
