import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { paramOf } from '../shared/fields';
import { accepting, BadInput } from '../shared/input';
import { describeSession } from '../shared/tokenSessions';
import { demoClient, demoClients, demoUsers } from './people';
import type { AcmeCloudState, Grant } from './state';
import { tokenAnswer } from './tokenRoutes';

const name = z.string().min(1);
const userSchema = z.object({ name }).partial().strict();
const clientSchema = z
	.object({ secret: name, redirectUris: z.array(z.string().url()).min(1), scopes: z.array(name).min(1) })
	.partial()
	.strict();
const whose = z.object({ clientId: name, username: name }).partial().strict();
const grantSchema = whose.extend({ scope: name.optional() });
const expirySchema = whose.extend({ refreshTokens: z.boolean().default(false) });

/**
 * The control routes only Acme Cloud has: users and clients to put, codes to issue, tokens to issue, list, expire and
 * revoke.
 */
export function addControlRoutes(routes: FastifyInstance, state: () => AcmeCloudState): void {
	/** A client and a user there are; the first demo ones unless told which. */
	const grantOf = (given: Partial<Grant>): Grant => {
		const clientId = given.clientId ?? Object.keys(demoClients)[0] ?? '';
		const username = given.username ?? Object.keys(demoUsers)[0] ?? '';
		if (!state().clients.has(clientId)) throw new BadInput(`There is no client ${clientId}`);
		if (!state().users.has(username)) throw new BadInput(`There is no user ${username}`);
		return { clientId, username, scope: given.scope ?? 'read' };
	};

	routes.put(
		'/users/:username',
		accepting(userSchema, (user, request) => {
			const username = paramOf(request, 'username');
			state().sessions.revokeAll({ username });
			const made = { name: username, ...user };
			state().users.set(username, made);
			return { username, ...made };
		}),
	);
	routes.put(
		'/clients/:clientId',
		accepting(clientSchema, (client, request) => {
			const clientId = paramOf(request, 'clientId');
			state().sessions.revokeAll({ clientId });
			const made = { ...demoClient, ...client };
			state().clients.set(clientId, made);
			return { clientId, ...made };
		}),
	);

	routes.post(
		'/codes',
		accepting(grantSchema, (given) => {
			const grant = grantOf(given);
			const redirectUri = state().clients.get(grant.clientId)?.redirectUris[0] ?? '';
			const codeVerifier = randomBytes(32).toString('base64url');
			const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
			const { codes, settings } = state();
			const code = codes.issue({ ...grant, redirectUri, codeChallenge }, settings.codeSeconds);
			return { code, redirectUri, codeVerifier };
		}),
	);

	routes.get('/tokens', async () => state().sessions.all().map(describeSession));
	routes.post(
		'/tokens',
		accepting(grantSchema, (given) =>
			tokenAnswer(state(), state().sessions.open(grantOf(given), state().settings)),
		),
	);
	routes.post(
		'/tokens/expire',
		accepting(expirySchema, ({ refreshTokens, ...given }) => ({
			expired: state().sessions.expireAll(given, refreshTokens),
		})),
	);
	routes.post(
		'/tokens/revoke',
		accepting(whose, (given) => ({ revoked: state().sessions.revokeAll(given) })),
	);
}
