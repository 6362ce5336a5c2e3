import type { ProviderNode } from '../shared/node/operation';
import { sealOperations } from '../shared/operations/sealOperations';
import { codeGrant, sealSource, userSealSource, whomToActFor } from './access';
import { create } from './application/create';
import { deleteApplication } from './application/delete';
import { get } from './application/get';
import { getMany } from './application/getMany';
import { resetBotToken } from './application/resetBotToken';
import { resetClientSecret } from './application/resetClientSecret';
import { rotateBotToken } from './application/rotateBotToken';
import { rotateClientSecret } from './application/rotateClientSecret';
import { update } from './application/update';
import { updateBotProfile } from './application/updateBotProfile';
import { getMany as getManyAuthorizations } from './authorization/getMany';
import { grantConsent } from './authorization/grantConsent';
import { revoke as revokeAuthorization } from './authorization/revoke';
import { getApplication } from './bot/getApplication';
import { fluxer } from './fluxer.dialect';
import { get as getPublic } from './publicApplication/get';
import { check } from './token/check';
import { ensureFresh } from './token/ensureFresh';
import { exchangeCode } from './token/exchangeCode';
import { getAuthorizationUrl } from './token/getAuthorizationUrl';
import { introspect } from './token/introspect';
import { refresh } from './token/refresh';
import { revoke } from './token/revoke';
import { revokeEverything } from './token/revokeEverything';
import { getCurrent } from './user/getCurrent';
import { getInfo } from './user/getInfo';

/** A new node begins with the first resource and the first operation of each, so these only read. */
export const provider: ProviderNode = {
	dialect: fluxer,
	fields: whomToActFor,
	resources: [
		{ name: 'User', operations: [getCurrent, getInfo], sealSource: userSealSource },
		{
			name: 'Application',
			operations: [
				getMany,
				create,
				deleteApplication,
				get,
				resetBotToken,
				resetClientSecret,
				rotateBotToken,
				rotateClientSecret,
				update,
				updateBotProfile,
			],
		},
		{ name: 'Authorization', operations: [getManyAuthorizations, grantConsent, revokeAuthorization] },
		{ name: 'Bot', operations: [getApplication] },
		{ name: 'Public Application', operations: [getPublic] },
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
