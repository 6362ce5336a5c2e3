import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { paramOf } from '../shared/fields';
import { accepting, BadInput } from '../shared/input';
import { describeSession } from '../shared/tokenSessions';
import { demoClients, scopes } from './clients';
import type { FuseSignState, Grant } from './state';
import { tokenAnswer } from './tokenRoutes';
import { demoUsers } from './users';

const name = z.string().min(1);
const userSchema = z
	.object({
		tenants: z.array(z.object({ id: z.string().uuid().toLowerCase().optional(), name }).strict()),
		apiToken: name,
	})
	.partial()
	.strict();
const clientSchema = z
	.object({
		secret: name,
		redirectUris: z.array(z.string().url()).min(1),
		scopes: z.array(z.enum(scopes)).min(1),
	})
	.partial()
	.strict();
const whose = z.object({ clientId: name, email: name }).partial().strict();
const grantSchema = whose.extend({ scope: name.optional() });
const codeSchema = grantSchema.extend({ redirectUri: name.optional() });
const expirySchema = whose.extend({ refreshTokens: z.boolean().default(false) });

/**
 * The control routes only FuseSign has: users and clients to put and list, codes to issue, tokens to issue, list,
 * expire and revoke.
 */
export function addControlRoutes(routes: FastifyInstance, state: () => FuseSignState): void {
	/** A client and a user there are; the first demo ones unless told which. */
	const grantOf = (given: Partial<Grant>): Grant & { redirectUri: string } => {
		const clientId = given.clientId ?? Object.keys(demoClients)[0] ?? '';
		const email = given.email ?? Object.keys(demoUsers)[0] ?? '';
		const client = state().clients.find(clientId);
		if (!client) throw new BadInput(`There is no client ${clientId}`);
		if (!state().users.find(email)) throw new BadInput(`There is no user ${email}`);
		return { clientId, email, scope: given.scope ?? 'FUSESIGN', redirectUri: client.redirectUris[0] ?? '' };
	};

	routes.get('/users', async () => state().users.all());
	routes.put(
		'/users/:email',
		accepting(userSchema, (user, request) => {
			const email = paramOf(request, 'email');
			state().sessions.revokeAll({ email });
			return state().users.put(email, user);
		}),
	);

	routes.get('/clients', async () => state().clients.all());
	routes.put(
		'/clients/:clientId',
		accepting(clientSchema, (client, request) => {
			const clientId = paramOf(request, 'clientId');
			state().sessions.revokeAll({ clientId });
			return state().clients.put(clientId, client);
		}),
	);

	routes.post(
		'/codes',
		accepting(codeSchema, ({ redirectUri, ...given }) => {
			const { codes, settings } = state();
			const grant = grantOf(given);
			const granted = { ...grant, redirectUri: redirectUri ?? grant.redirectUri };
			return { code: codes.issue(granted, settings.codeSeconds), redirectUri: granted.redirectUri };
		}),
	);

	routes.get('/tokens', async () => state().sessions.all().map(describeSession));
	routes.post(
		'/tokens',
		accepting(grantSchema, (given) => {
			const { clientId, email, scope } = grantOf(given);
			return tokenAnswer(state(), state().sessions.open({ clientId, email, scope }, state().settings));
		}),
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
