import { randomBytes } from 'node:crypto';

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { paramOf } from '../shared/fields';
import { accepting, BadInput } from '../shared/input';
import { decodeBase32 } from '../shared/totp';
import { roleIds, type RoleLabel } from './accounts';
import { createClient, type PeerTubeState } from './state';
import { tokenAnswer } from './tokenRoutes';
import type { User } from './users';

/** How long an auth plugin's token can be redeemed (PeerTube 8.x source). */
const externalTokenLifetimeMs = 5 * 60_000;

const accountSchema = z
	.object({
		password: z.string().min(1),
		otpSecret: z.string().refine((secret) => decodeBase32(secret) !== undefined, 'not base32'),
		email: z.string().email(),
		role: z.enum(Object.keys(roleIds) as [RoleLabel, ...RoleLabel[]]),
		blocked: z.boolean(),
		emailVerified: z.boolean(),
		pluginAuth: z.string().min(1),
		pluginTakesPassword: z.boolean(),
		registration: z.enum(['pending', 'rejected']),
	})
	.partial()
	.strict()
	.refine((account) => account.password ?? account.pluginAuth ?? account.registration, {
		path: ['password'],
		message: 'needed unless pluginAuth or registration is given',
	});
const oneUser = z.object({ username: z.string().min(1) }).strict();
const externalToken = oneUser.extend({ plugin: z.string().min(1).optional() });
const anyUser = oneUser.partial();
const clientSchema = z.object({ replace: z.boolean().default(false) }).strict();

/**
 * The control routes only PeerTube has: users to put, tokens of sign-in plugins to issue, OAuth clients to add or
 * replace, tokens to issue, expire and revoke.
 */
export function addControlRoutes(routes: FastifyInstance, state: () => PeerTubeState): void {
	const named = (username: string): User => {
		const user = state().users.find(username);
		if (!user) throw new BadInput(`There is no user ${username}`);
		return user;
	};
	const chosen = (username: string | undefined): User | undefined =>
		username === undefined ? undefined : named(username);

	routes.put(
		'/users/:username',
		accepting(accountSchema, (account, request) => {
			const username = paramOf(request, 'username');
			const { users, sessions } = state();
			const old = users.find(username);
			if (old) sessions.killAll(old);
			return { username, id: users.put(username, account, state().now())?.id ?? null };
		}),
	);

	routes.post(
		'/external-auth-tokens',
		accepting(externalToken, ({ username, plugin }) => {
			const user = named(username);
			if (user.pluginAuth === null) throw new BadInput(`The user ${username} has no pluginAuth`);
			const token = randomBytes(16).toString('hex');
			const expiresAt = state().now() + externalTokenLifetimeMs;
			state().externalTokens.set(token, { user, plugin: plugin ?? user.pluginAuth, expiresAt });
			return { token };
		}),
	);

	routes.post(
		'/tokens',
		accepting(oneUser, ({ username }) => {
			const seen = { device: null, ip: '127.0.0.1', at: state().now() };
			const clientId = state().clients[0]?.client_id ?? '';
			const given = { user: named(username), clientId, login: seen, lastActivity: seen };
			return tokenAnswer(state().sessions.issue(given));
		}),
	);
	routes.post(
		'/tokens/expire',
		accepting(anyUser, ({ username }) => ({ expired: state().sessions.expireAll(chosen(username)) })),
	);
	routes.post(
		'/tokens/revoke',
		accepting(anyUser, ({ username }) => ({ revoked: state().sessions.killAll(chosen(username)) })),
	);

	routes.post(
		'/oauth-clients',
		accepting(clientSchema, ({ replace }) => {
			const { clients } = state();
			const client = createClient();
			clients.splice(replace ? 0 : clients.length, replace ? clients.length : 0, client);
			return client;
		}),
	);
}
