import type { ProviderNode } from '../shared/node/operation';
import { sealOperations } from '../shared/operations/sealOperations';
import { authentication, codeGrant, sealSource, signIns } from './access';
import { fuseSign } from './fuseSign.dialect';
import { getMany } from './tenant/getMany';
import { check } from './token/check';
import { ensureFresh } from './token/ensureFresh';
import { exchangeCode } from './token/exchangeCode';
import { getAuthorizationUrl } from './token/getAuthorizationUrl';
import { refresh } from './token/refresh';
import { revoke } from './token/revoke';
import { revokeEverything } from './token/revokeEverything';

/** A new node begins with the first resource and the first operation of each, so these only read or send nothing. */
export const provider: ProviderNode = {
	dialect: fuseSign,
	fields: authentication,
	signIns,
	resources: [
		{ name: 'Tenant', operations: [getMany] },
		{
			name: 'Token',
			operations: [
				getAuthorizationUrl,
				check,
				ensureFresh,
				exchangeCode,
				refresh,
				revoke,
				revokeEverything,
				...sealOperations('token set', codeGrant.credentials),
			],
			sealSource,
		},
	],
};
