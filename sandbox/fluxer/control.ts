import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { paramOf } from '../shared/fields';
import { accepting, BadInput } from '../shared/input';
import { decodeBase32 } from '../shared/totp';
import { demoApplicationId } from './accounts';
import { type Application, botToken } from './applications';
import { consent } from './consent';
import { OAuthRefusal, ApiRefusal } from './refusals';
import type { FluxerState } from './state';
import { tokenAnswer } from './tokenRoutes';
import { type Chosen, isScope, type Token } from './tokens';
import type { User } from './users';

const username = z.string().regex(/^\w{1,32}$/);
const userSchema = z
	.object({
		password: z.string().min(8).max(256),
		otpSecret: z.string().refine((secret) => decodeBase32(secret) !== undefined, 'not base32'),
		email: z.string().email(),
		emailVerified: z.boolean(),
		globalName: z.string().min(1),
		sessionToken: z.string().regex(/^flx_[a-zA-Z0-9]{36}$/),
	})
	.partial()
	.strict();
const oneUser = z.object({ username }).strict();
const applicationSchema = z
	.object({
		owner: username.default('alice'),
		name: z.string().min(1),
		redirectUris: z.array(z.string().url()).default([]),
		botPublic: z.boolean().default(true),
		botRequireCodeGrant: z.boolean().default(false),
	})
	.strict();
const scope = z.string().min(1).default('identify email');
const grantFields = {
	username: username.default('alice'),
	applicationId: z.string().default(demoApplicationId),
};
const tokenSchema = z.object({ ...grantFields, scope }).strict();
const codeSchema = z
	.object({
		...grantFields,
		scope,
		/** As registered; the first one by default. */
		redirectUri: z.string().url().optional(),
		state: z.string().optional(),
		codeChallenge: z.string().optional(),
		codeChallengeMethod: z.enum(['S256', 'plain']).optional(),
	})
	.strict();
const chosenSchema = z.object({ username, applicationId: z.string() }).partial().strict();
const expiringSchema = chosenSchema.extend({ kind: z.enum(['access', 'refresh']).default('access') });

/**
 * The control routes only Fluxer has: users to put and list, their sessions to begin and end, applications to make and
 * list, codes to issue, tokens to issue, list, expire and revoke.
 */
export function addControlRoutes(routes: FastifyInstance, state: () => FluxerState): void {
	const named = (name: string): User => {
		const user = state().users.find(name);
		if (!user) throw new BadInput(`There is no user ${name}`);
		return user;
	};
	const known = (id: string): Application => {
		const application = state().applications.find(id);
		if (!application) throw new BadInput(`There is no application ${id}`);
		return application;
	};
	const chosen = (given: z.output<typeof chosenSchema> & Pick<Chosen, 'kind'>): Chosen => ({
		userId: given.username === undefined ? undefined : named(given.username).id,
		applicationId: given.applicationId,
		kind: given.kind,
	});

	routes.get('/users', async () =>
		state()
			.users.all()
			.map((user) => describeUser(state(), user)),
	);
	routes.put(
		'/users/:username',
		accepting(userSchema, (definition, request) => {
			const name = username.safeParse(paramOf(request, 'username'));
			if (!name.success) throw new BadInput('username: letters, digits and _ only, at most 32');
			const old = state().users.find(name.data);
			if (old) state().tokens.deleteAll({ userId: old.id });
			const { user, sessionToken } = state().users.put(name.data, definition);
			return { ...describeUser(state(), user), sessionToken };
		}),
	);
	routes.post(
		'/sessions',
		accepting(oneUser, (given) => ({ sessionToken: state().users.startSession(named(given.username)) })),
	);
	routes.post(
		'/sessions/revoke',
		accepting(oneUser.partial(), (given) => ({
			revoked: state().users.endSessions(given.username === undefined ? undefined : named(given.username)),
		})),
	);

	routes.get('/applications', async () =>
		state()
			.applications.all()
			.map((application) => describeApplication(state(), application)),
	);
	routes.post(
		'/applications',
		accepting(applicationSchema, (definition) => {
			named(definition.owner);
			return describeApplication(state(), state().createApplication(definition)!);
		}),
	);

	routes.post(
		'/codes',
		accepting(codeSchema, ({ scope: asked, state: sentState, ...given }) => {
			const fields = {
				client_id: given.applicationId,
				redirect_uri: given.redirectUri ?? known(given.applicationId).redirectUris[0],
				scope: asked,
				state: sentState,
				code_challenge: given.codeChallenge,
				code_challenge_method: given.codeChallengeMethod,
			};
			const { code, redirectTo } = explained(() => consent(state(), named(given.username), fields));
			return { code: code.code, redirectUri: code.redirectUri, redirectTo };
		}),
	);

	routes.get('/tokens', async () =>
		state()
			.tokens.list({})
			.map((token) => describeToken(state(), token)),
	);
	routes.post(
		'/tokens',
		accepting(tokenSchema, (given) => {
			const scopes = given.scope.split(' ');
			if (!scopes.every(isScope)) throw new BadInput(`body.scope: not all of ${given.scope} exist`);
			const applicationId = known(given.applicationId).id;
			return tokenAnswer(state(), { userId: named(given.username).id, applicationId, scopes });
		}),
	);
	routes.post(
		'/tokens/expire',
		accepting(expiringSchema, (given) => ({ expired: state().tokens.expireAll(chosen(given)) })),
	);
	routes.post(
		'/tokens/revoke',
		accepting(chosenSchema, (given) => ({ revoked: state().tokens.deleteAll(chosen(given)) })),
	);
}

/** What the stand-in refuses, the control side cannot follow either. */
function explained<Result>(follow: () => Result): Result {
	try {
		return follow();
	} catch (error) {
		if (error instanceof OAuthRefusal) throw new BadInput(`${error.error}: ${error.description}`);
		if (error instanceof ApiRefusal) throw new BadInput(JSON.stringify(error.body()));
		throw error;
	}
}

function describeUser({ users }: FluxerState, user: User): object {
	const { id, username: name, email, password, otpSecret } = user;
	return { id, username: name, email, password, otpSecret, sessionTokens: users.sessionsOf(user) };
}

function describeApplication({ users }: FluxerState, application: Application): object {
	const { id, name, ownerId, redirectUris, clientSecret } = application;
	const owner = users.withId(ownerId)?.username;
	return { id, name, owner, redirectUris, clientSecret, botToken: botToken(application) };
}

function describeToken({ users }: FluxerState, token: Token): object {
	const { kind, token: text, applicationId, scopes, userId, expiresAt } = token;
	return {
		kind,
		token: text,
		username: users.withId(userId)?.username,
		applicationId,
		scope: scopes.join(' '),
		expiresAt: Number.isFinite(expiresAt) ? new Date(expiresAt).toISOString() : null,
	};
}
