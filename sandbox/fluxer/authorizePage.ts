import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';

import { consentPage, problemPage } from '../shared/consentPage';
import { check, consent, refusal } from './consent';
import { ApiRefusal, OAuthRefusal, unauthorized } from './refusals';
import type { FluxerState } from './state';
import type { User } from './users';

/**
 * The page of Fluxer's web app where a user decides, in the browser of the user `signedInAs`, or of the one that the
 * header `x-sandbox-user` names, which no real server knows. With `autoApprove` it
 * redirects at once, otherwise it is a form to submit. A request Fluxer would not grant gets a page that says so and is
 * never redirected. How the real page looks, and where it goes when the user says no, nobody here has seen.
 */
export function addAuthorizePage(app: FastifyInstance, state: () => FluxerState): void {
	app.setErrorHandler(async (error, _request, reply) => {
		const { status, text } = shown(error);
		return await reply.code(status).type('text/html; charset=utf-8').send(problemPage(text));
	});

	app.get('/oauth2/authorize', async (request, reply) => {
		const user = browserUser(state(), request.headers);
		if (state().settings.autoApprove) {
			return await reply.redirect(consent(state(), user, request.query).redirectTo, 302);
		}
		const { application, scopes } = check(state(), user, request.query);
		const question = `May ${application.name} have ${scopes.join(', ')} of ${user.username}?`;
		// The request itself stays in the address the form is sent to.
		return await reply
			.type('text/html; charset=utf-8')
			.send(consentPage({ question, action: request.url, fields: {} }));
	});

	app.post('/oauth2/authorize', async (request, reply) => {
		const user = browserUser(state(), request.headers);
		const { decision } = (request.body ?? {}) as { decision?: string };
		const isDenied = decision === 'deny';
		const location = isDenied
			? refusal(state(), user, request.query)
			: consent(state(), user, request.query).redirectTo;
		return await reply.redirect(location, 302);
	});
}

function shown(error: unknown): { status: number; text: string } {
	if (error instanceof OAuthRefusal) return { status: 400, text: error.error };
	if (error instanceof ApiRefusal) return { status: error.status, text: error.code };
	return { status: 500, text: 'INTERNAL_SERVER_ERROR' };
}

function browserUser({ users, settings }: FluxerState, headers: IncomingHttpHeaders): User {
	const user = users.find(String(headers['x-sandbox-user'] ?? settings.signedInAs));
	if (!user) throw unauthorized();
	return user;
}
