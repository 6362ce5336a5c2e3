import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { consentPage, problemPage } from '../shared/consentPage';
import { fieldsOf } from '../shared/fields';
import { webUser } from './authentication';
import { type OAuth2Client, scopes as knownScopes } from './clients';
import { disapproval } from './oauth2Grants';
import type { CalComState } from './state';
import type { User } from './users';

const path = '/auth/oauth2/authorize';

type Params = Record<string, string | undefined>;
type Decision = 'approve' | 'deny';

/** What the user is asked to allow. */
interface Asked {
	client: OAuth2Client;
	redirectUri: string;
	scopes: string[];
	codeChallenge: string | null;
	codeChallengeMethod: string;
}

/** Something the page shows the user, who is not sent back. */
class PageError extends Error {}

/** Something the client is told of, at its redirect URI; all of it goes by `invalid_request`. */
class RedirectError extends Error {}

/**
 * The page of app.cal.com where a user allows an OAuth2 client. Cal.com's page works by script; this one is a form, or
 * answers at once with `autoApprove` and for trusted clients. Its statuses are the sandbox's choice, its errors
 * Cal.com's (Cal.com API v2 documentation and source).
 */
export function addAuthorizePage(app: FastifyInstance, state: () => CalComState): void {
	app.get(path, async (request, reply) => {
		const params = request.query as Params;
		return answer(state(), request, reply, params, ({ client }) =>
			state().settings.autoApprove || client.isTrusted ? 'approve' : undefined,
		);
	});

	app.post(path, async (request, reply) => {
		const params = fieldsOf(request.body) as Params;
		return answer(state(), request, reply, params, () =>
			params.decision === 'approve' ? 'approve' : 'deny',
		);
	});
}

function answer(
	state: CalComState,
	request: FastifyRequest,
	reply: FastifyReply,
	params: Params,
	decide: (asked: Asked) => Decision | undefined,
): FastifyReply {
	const back = (fields: Params): FastifyReply => {
		const target = new URL(params.redirect_uri ?? '');
		for (const [name, value] of Object.entries({ ...fields, state: params.state })) {
			if (value !== undefined) target.searchParams.set(name, value);
		}
		return reply.redirect(target.toString(), 302);
	};
	try {
		const user = webUser(state, request) ?? state.users.find(state.settings.browserUser);
		if (!user) throw new PageError('Sign in first');
		const asked = whatIsAsked(state, params, user);
		const decision = decide(asked);
		if (decision === undefined) return page(reply, 200, question(asked, user, params));
		if (decision === 'deny') return back({ error: 'access_denied' });
		checkChallenge(asked);
		return back({ code: state.addOAuth2Code({ ...asked, clientId: asked.client.id, userId: user.id }) });
	} catch (error) {
		if (error instanceof PageError) return page(reply, 400, problemPage(error.message));
		if (error instanceof RedirectError) {
			return back({ error: 'invalid_request', error_description: error.message });
		}
		throw error;
	}
}

function whatIsAsked({ oauth2Clients, settings }: CalComState, params: Params, user: User): Asked {
	const { redirect_uri: redirectUri = '' } = params;
	const client = oauth2Clients.get(params.client_id ?? '');
	if (!client) throw new PageError('OAuth client with ID not found');
	if (!client.redirectUris.includes(redirectUri)) {
		throw new PageError("redirect_uri does not match OAuth client's redirect URI");
	}
	const reason = disapproval(client, user.id);
	if (reason === 'client_rejected') throw new PageError('OAuth client has been rejected');
	if (reason) throw new PageError('OAuth client is not approved');
	return {
		client,
		redirectUri,
		scopes: settings.edition === 'cal.diy' ? [] : scopesOf(client, params.scope),
		codeChallenge: params.code_challenge || null,
		codeChallengeMethod: params.code_challenge_method || 'S256',
	};
}

/** Spaces or commas between them; needed unless the client is older than scopes. */
function scopesOf(client: OAuth2Client, scope = ''): string[] {
	const wanted = scope.split(/[, ]+/).filter(Boolean);
	if (client.scopes.length > 0 && wanted.length === 0) {
		throw new PageError('scope parameter is required for this OAuth client');
	}
	if (wanted.some((each) => !knownScopes.includes(each))) {
		throw new RedirectError('Requested scope is not a recognized scope');
	}
	if (client.scopes.length > 0 && wanted.some((each) => !client.scopes.includes(each))) {
		throw new RedirectError("Requested scope exceeds the client's registered scopes");
	}
	return wanted;
}

function checkChallenge({ client, codeChallenge, codeChallengeMethod }: Asked): void {
	if (client.secret === null && !codeChallenge) {
		throw new RedirectError('code_challenge required for public clients');
	}
	if (codeChallenge && codeChallengeMethod !== 'S256') {
		throw new RedirectError('code_challenge_method must be S256');
	}
}

function question({ client }: Asked, { username }: User, params: Params): string {
	return consentPage({
		question: `May ${client.name} use the account of ${username}?`,
		action: path,
		fields: params as Record<string, string>,
	});
}

function page(reply: FastifyReply, status: number, html: string): FastifyReply {
	return reply.code(status).type('text/html; charset=utf-8').send(html);
}
