import type { ProviderNode } from '../shared/node/operation';
import { sealOperations } from '../shared/operations/sealOperations';
import { authentication, codeGrant, sealSource } from './access';
import { fuseSign } from './fuseSign.dialect';
import { getAuthorizationUrl } from './session/getAuthorizationUrl';
import { getMany } from './tenant/getMany';
import { ensureFresh } from './token/ensureFresh';
import { exchangeCode } from './token/exchangeCode';
import { refresh } from './token/refresh';
import { revoke } from './token/revoke';

export const provider: ProviderNode = {
	dialect: fuseSign,
	fields: authentication,
	resources: [
		{ name: 'Session', operations: [getAuthorizationUrl] },
		{ name: 'Tenant', operations: [getMany] },
		{
			name: 'Token',
			operations: [
				ensureFresh,
				exchangeCode,
				refresh,
				revoke,
				...sealOperations('token set', codeGrant.credentials),
			],
			sealSource,
		},
	],
};
