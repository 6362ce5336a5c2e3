import type { ProviderNode } from '../shared/node/operation';
import { sealOperations } from '../shared/operations/sealOperations';
import { codeGrant, sealSource } from './access';
import { acmeCloud } from './acmeCloud.dialect';
import { check } from './token/check';
import { ensureFresh } from './token/ensureFresh';
import { exchangeCode } from './token/exchangeCode';
import { getAuthorizationUrl } from './token/getAuthorizationUrl';
import { introspect } from './token/introspect';
import { refresh } from './token/refresh';
import { revoke } from './token/revoke';
import { revokeEverything } from './token/revokeEverything';
import { getCurrent } from './user/getCurrent';

/** Everything that the node has. The editor lists it by name; a new node shows what comes first here. */
export const provider: ProviderNode = {
	dialect: acmeCloud,
	resources: [
		{ name: 'User', operations: [getCurrent] },
		{
			name: 'Token',
			operations: [
				introspect,
				check,
				ensureFresh,
				exchangeCode,
				getAuthorizationUrl,
				refresh,
				revoke,
				revokeEverything,
				...sealOperations('token set', codeGrant.credentials),
			],
			sealSource,
		},
	],
};
