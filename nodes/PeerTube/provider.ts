import type { ProviderNode } from '../shared/node/operation';
import { sealOperations } from '../shared/operations/sealOperations';
import { SEAL_KEY_TYPE, sealSource, whomToActFor } from './access';
import { peerTube } from './peerTube.dialect';
import { check } from './session/check';
import { ensureFresh } from './session/ensureFresh';
import { getMany } from './session/getMany';
import { getOAuthClient } from './session/getOAuthClient';
import { logIn } from './session/logIn';
import { logOut } from './session/logOut';
import { refresh } from './session/refresh';
import { revoke } from './session/revoke';
import { revokeEverything } from './session/revokeEverything';
import { getCurrent } from './user/getCurrent';

/** A new node begins with the first resource and its first operation, so these only read. */
export const provider: ProviderNode = {
	dialect: peerTube,
	fields: whomToActFor,
	resources: [
		{ name: 'User', operations: [getCurrent], sealSource },
		{
			name: 'Session',
			operations: [
				getMany,
				check,
				ensureFresh,
				getOAuthClient,
				logIn,
				logOut,
				refresh,
				revoke,
				revokeEverything,
				...sealOperations('session', [SEAL_KEY_TYPE]),
			],
			sealSource,
		},
	],
};
