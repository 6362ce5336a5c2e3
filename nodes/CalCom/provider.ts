import type { ProviderNode } from '../shared/node/operation';
import { authentication } from './access';
import { calComOAuth2 } from './calComOAuth2.dialect';
import { calComPlatform } from './calComPlatform.dialect';
import { create as createUser } from './managedUser/create';
import { deleteUser } from './managedUser/delete';
import { get as getUser } from './managedUser/get';
import { getMany as getManyUsers } from './managedUser/getMany';
import { update as updateUser } from './managedUser/update';
import { get as getOAuth2Client } from './oAuth2Client/get';
import { ensureFresh as ensureFreshOAuth2 } from './oAuth2Token/ensureFresh';
import { exchangeCode as exchangeOAuth2 } from './oAuth2Token/exchangeCode';
import { getAuthorizationUrl } from './oAuth2Token/getAuthorizationUrl';
import { refresh as refreshOAuth2 } from './oAuth2Token/refresh';
import { create as createClient } from './oAuthClient/create';
import { deleteClient } from './oAuthClient/delete';
import { get as getClient } from './oAuthClient/get';
import { getMany as getManyClients } from './oAuthClient/getMany';
import { update as updateClient } from './oAuthClient/update';
import { authorize } from './platformToken/authorize';
import { ensureFresh } from './platformToken/ensureFresh';
import { exchangeCode } from './platformToken/exchangeCode';
import { forceRefresh } from './platformToken/forceRefresh';
import { refresh } from './platformToken/refresh';
import { getCurrent } from './user/getCurrent';

export const provider: ProviderNode = {
	dialect: calComPlatform,
	fields: authentication,
	resources: [
		{ name: 'Managed User', operations: [createUser, deleteUser, getUser, getManyUsers, updateUser] },
		{
			name: 'OAuth Client',
			operations: [createClient, deleteClient, getClient, getManyClients, updateClient],
		},
		{ name: 'OAuth2 Client', operations: [getOAuth2Client], dialect: calComOAuth2 },
		{
			name: 'OAuth2 Token',
			operations: [ensureFreshOAuth2, exchangeOAuth2, getAuthorizationUrl, refreshOAuth2],
			dialect: calComOAuth2,
		},
		{ name: 'Platform Token', operations: [authorize, ensureFresh, exchangeCode, forceRefresh, refresh] },
		// The dialect in which n8n refreshes the OAuth2 credential; a managed user's renews itself in the other.
		{ name: 'User', operations: [getCurrent], dialect: calComOAuth2 },
	],
};
