import type { ProviderNode } from '../shared/node/operation';
import { sealOperations } from '../shared/operations/sealOperations';
import { authentication, codeGrant, sealSource, signIns } from './access';
import { get as getAccount } from './account/get';
import { create } from './apiApp/create';
import { deleteApp } from './apiApp/delete';
import { get } from './apiApp/get';
import { getMany } from './apiApp/getMany';
import { update } from './apiApp/update';
import { dropboxSign } from './dropboxSign.dialect';
import { check } from './token/check';
import { ensureFresh } from './token/ensureFresh';
import { exchangeCode } from './token/exchangeCode';
import { getAuthorizationUrl } from './token/getAuthorizationUrl';
import { refresh } from './token/refresh';
import { revokeEverything } from './token/revokeEverything';

/** A new node begins with the first resource and the first operation of each, so these only read or send nothing. */
export const provider: ProviderNode = {
	dialect: dropboxSign,
	fields: authentication,
	signIns,
	resources: [
		{ name: 'Account', operations: [getAccount] },
		{ name: 'API App', operations: [getMany, create, deleteApp, get, update] },
		{
			name: 'Token',
			operations: [
				getAuthorizationUrl,
				check,
				ensureFresh,
				exchangeCode,
				refresh,
				revokeEverything,
				...sealOperations('token set', codeGrant.credentials),
			],
			sealSource,
		},
	],
};
