import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { paramOf } from '../shared/fields';
import { accepting, BadInput } from '../shared/input';
import { createOAuth2Client, createPlatformClient, permissions, scopes } from './clients';
import { type CalComState, randomId } from './state';
import { formatKeys } from './keys';
import { createManagedUser } from './managedUserRoutes';
import type { Flow, Token } from './tokens';
import type { User } from './users';

const text = z.string().min(1);
const apiKey = text.startsWith('cal_');
const flow = z.enum(['platform', 'oauth2']);
const list = (values: string[]): z.ZodArray<z.ZodEnum<[string, ...string[]]>> =>
	z.array(z.enum(values as [string, ...string[]]));
const someone = { username: text.optional(), userId: z.number().int().optional() };

const organizationSchema = z
	.object({ name: text, isPlatform: z.boolean(), isSubscribed: z.boolean() })
	.partial()
	.strict();
const userSchema = z
	.object({
		email: text.email(),
		name: text,
		organizationId: z.number().int().nullable(),
		role: z.enum(['OWNER', 'ADMIN', 'MEMBER']),
		membership: z.enum(['accepted', 'invited', 'ended']),
		apiKey,
		sessionCookie: text,
	})
	.partial()
	.strict();
const apiKeySchema = z
	.object({ username: text, key: apiKey.optional(), expiresAt: z.string().datetime().optional() })
	.strict();
const platformClientSchema = z
	.object({
		secret: text,
		name: text,
		redirectUris: z.array(text),
		permissions: list(permissions),
		organizationId: z.number().int(),
	})
	.partial()
	.strict();
const managedUserSchema = z.object({ email: text.email(), name: text.optional() }).strict();
const oauth2ClientSchema = z
	.object({
		/** Null for a public client. */
		secret: text.nullable(),
		name: text,
		redirectUris: z.array(text),
		isTrusted: z.boolean(),
		status: z.enum(['APPROVED', 'PENDING', 'REJECTED']),
		/** User name of whoever registered it. */
		owner: text,
		scopes: list(scopes),
	})
	.partial()
	.strict();
const codeSchema = z
	.object({
		flow,
		clientId: text,
		...someone,
		redirectUri: text.optional(),
		scopes: list(scopes).default([]),
		codeChallenge: text.optional(),
	})
	.strict();
const pairSchema = z.object({ flow, clientId: text, ...someone, scopes: list(scopes).default([]) }).strict();
const choiceSchema = z
	.object({ flow, clientId: text, ...someone, kind: z.enum(['access', 'refresh']) })
	.partial()
	.strict();

/**
 * The control routes only Cal.com has: organizations, people, API keys, clients of both flows and managed users to
 * put, codes to issue, tokens to issue, list, expire and revoke.
 */
export function addControlRoutes(routes: FastifyInstance, state: () => CalComState): void {
	routes.put(
		'/organizations/:id',
		accepting(organizationSchema, ({ name, isPlatform = true, isSubscribed = true }, request) => {
			const id = Number(paramOf(request, 'id'));
			if (!Number.isInteger(id)) throw new BadInput('The id of an organization is a whole number');
			const organization = { id, name: name ?? `Organization ${id}`, isPlatform, isSubscribed };
			state().organizations.set(id, organization);
			return organization;
		}),
	);
	routes.get('/organizations', async () => [...state().organizations.values()]);

	routes.put(
		'/users/:username',
		accepting(userSchema, (definition, request) => {
			const { users, tokens, apiKeys } = state();
			const username = paramOf(request, 'username');
			const key = definition.apiKey ?? `cal_sandbox_api_key_${username}`;
			const sessionCookie = definition.sessionCookie ?? `sandbox-web-session-${username}`;
			const user = users.put(username, { ...definition, sessionCookie }, state().now());
			tokens.revoke({ userId: user.id });
			apiKeys.set(key, { userId: user.id, expiresAt: null });
			return { ...user, apiKey: key };
		}),
	);
	routes.get('/users', async () => state().users.all());

	routes.post(
		'/api-keys',
		accepting(apiKeySchema, ({ username, key = `cal_${randomId('key')}`, expiresAt }) => {
			const userId = named(state(), { username }).id;
			state().apiKeys.set(key, { userId, expiresAt: expiresAt ? Date.parse(expiresAt) : null });
			return { key };
		}),
	);

	routes.put(
		'/platform-clients/:id',
		accepting(platformClientSchema, (given, request) => {
			const id = paramOf(request, 'id');
			const [organizationId = 0] = state().organizations.keys();
			const client = createPlatformClient({ organizationId, ...given, id, createdAt: state().now() });
			state().platformClients.set(id, client);
			return client;
		}),
	);
	routes.post(
		'/platform-clients/:id/users',
		accepting(managedUserSchema, (given, request) => {
			const client = state().platformClients.get(paramOf(request, 'id'));
			if (!client) throw new BadInput('There is no such platform client');
			return createManagedUser(state(), client, given).user;
		}),
	);
	routes.get('/platform-clients', async () => [...state().platformClients.values()]);

	routes.put(
		'/oauth2-clients/:id',
		accepting(oauth2ClientSchema, ({ owner, ...given }, request) => {
			const id = paramOf(request, 'id');
			const ownerId = owner === undefined ? null : named(state(), { username: owner }).id;
			const client = createOAuth2Client({ ...given, id, ownerId });
			state().oauth2Clients.set(id, client);
			return client;
		}),
	);
	routes.get('/oauth2-clients', async () => [...state().oauth2Clients.values()]);

	routes.post(
		'/codes',
		accepting(codeSchema, ({ flow: which, clientId, scopes: granted, ...given }) => {
			const current = state();
			const client = clientOf(current, which, clientId);
			const userId = named(current, given).id;
			if (which === 'platform') return { code: current.addPlatformCode({ clientId, userId }) };
			const redirectUri = given.redirectUri ?? client.redirectUris[0] ?? '';
			const codeChallenge = given.codeChallenge ?? null;
			return {
				code: current.addOAuth2Code({ clientId, userId, redirectUri, scopes: granted, codeChallenge }),
			};
		}),
	);

	routes.post(
		'/tokens',
		accepting(pairSchema, ({ flow: which, clientId, scopes: granted, ...given }) => {
			clientOf(state(), which, clientId);
			const owner = { flow: which, clientId, userId: named(state(), given).id };
			return formatKeys(state().tokens.issue(owner, granted));
		}),
	);
	routes.get('/tokens', async () => state().tokens.alive());
	routes.post(
		'/tokens/expire',
		accepting(choiceSchema, ({ kind = 'access', ...given }) => ({
			expired: state().tokens.expire({ ...chosen(state(), given), kind }),
		})),
	);
	routes.post(
		'/tokens/revoke',
		accepting(choiceSchema, (given) => ({ revoked: state().tokens.revoke(chosen(state(), given)) })),
	);
}

type Someone = { username?: string; userId?: number };

function named({ users }: CalComState, { username, userId }: Someone): User {
	const user = username === undefined ? users.withId(userId ?? 0) : users.find(username);
	if (!user) throw new BadInput(`There is no user ${username ?? userId ?? 'without username or userId'}`);
	return user;
}

function clientOf(state: CalComState, flow: Flow, clientId: string): { redirectUris: string[] } {
	const clients = flow === 'platform' ? state.platformClients : state.oauth2Clients;
	const client = clients.get(clientId);
	if (!client) throw new BadInput(`There is no ${flow} client ${clientId}`);
	return client;
}

/** What to choose tokens by; nobody in particular if neither user name nor id is given. */
function chosen(
	state: CalComState,
	{ username, userId, ...given }: Someone & Partial<Token>,
): Partial<Token> {
	const anyone = username === undefined && userId === undefined;
	return anyone ? given : { ...given, userId: named(state, { username, userId }).id };
}
