import type { FastifyRequest } from 'fastify';

import { ApiError } from './refusals';
import type { FuseSignState } from './state';
import type { User } from './users';

interface Caller {
	user: User;
	/** Of an OAuth token; a wholesale token has no scopes to be limited by. */
	scopes: string[] | 'all';
}

/** Who is calling: `Authorization: Bearer` with an access token, or X-API-Token (FuseSign documentation). */
export function authenticate(state: FuseSignState, request: FastifyRequest): Caller {
	const { authorization, 'x-api-token': apiToken } = request.headers;
	if (authorization === undefined && typeof apiToken === 'string') {
		const user = state.users.withApiToken(apiToken);
		if (user) return { user, scopes: 'all' };
	}
	const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
	const grant = state.sessions.withAccessToken(token)?.grant;
	const user = grant && state.users.find(grant.email);
	if (!user) throw new ApiError(401, 'Unauthorized');
	return { user, scopes: grant.scope.split(' ') };
}
