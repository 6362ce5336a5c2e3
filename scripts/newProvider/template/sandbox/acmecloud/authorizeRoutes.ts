import type { FastifyInstance, FastifyReply } from 'fastify';

import { backTo, consentPage, problemPage } from '../shared/consentPage';
import { type Fields, fieldsOf, text } from '../shared/fields';
import type { AcmeCloudState } from './state';

const consentPath = '/oauth/authorize';

/** What a browser brings along, once it is sure that it may be sent back (RFC 6749 §4.1.1). */
interface Asked {
	clientId: string;
	redirectUri: string;
	scope: string;
	state: string | undefined;
	codeChallenge: string;
}

/** The consent page: shown by GET, decided by POST. */
export function addAuthorizeRoutes(app: FastifyInstance, state: () => AcmeCloudState): void {
	app.get(consentPath, async (request, reply) => {
		const query = fieldsOf(request.query);
		const asked = await read(state(), query, reply);
		if (!asked) return reply;
		const { autoApprove, browserUser } = state().settings;
		if (autoApprove) return await grant(state(), asked, reply);
		const question = `${browserUser}, do you allow ${asked.clientId} to use ${asked.scope}?`;
		const fields = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
		return await reply
			.type('text/html; charset=utf-8')
			.send(consentPage({ question, action: consentPath, fields }));
	});

	app.post(consentPath, async (request, reply) => {
		const { decision, ...fields } = fieldsOf(request.body);
		const asked = await read(state(), fields, reply);
		if (!asked) return reply;
		if (decision === 'approve') return await grant(state(), asked, reply);
		return await reply.redirect(backTo(asked.redirectUri, { error: 'access_denied', state: asked.state }));
	});
}

/** Of whom it is not sure where they come from, nobody is sent back (RFC 6749 §4.1.2.1). */
async function read(
	{ clients }: AcmeCloudState,
	query: Fields,
	reply: FastifyReply,
): Promise<Asked | undefined> {
	const clientId = text(query.client_id) ?? '';
	const redirectUri = text(query.redirect_uri) ?? '';
	const state = text(query.state);
	const client = clients.get(clientId);
	if (!client?.redirectUris.includes(redirectUri)) {
		const page = problemPage('The client is unknown, or its redirect URI is not registered.');
		await reply.code(400).type('text/html; charset=utf-8').send(page);
		return undefined;
	}
	const scope = text(query.scope) ?? client.scopes.join(' ');
	const error = problemOf(query, scope.split(' '), client.scopes);
	if (error) {
		await reply.redirect(backTo(redirectUri, { error, state }));
		return undefined;
	}
	return { clientId, redirectUri, scope, state, codeChallenge: text(query.code_challenge) ?? '' };
}

function problemOf(query: Fields, asked: string[], registered: string[]): string | undefined {
	if (query.response_type !== 'code') return 'unsupported_response_type';
	// RFC 7636 §4.4.1.
	if (text(query.code_challenge) === undefined || query.code_challenge_method !== 'S256')
		return 'invalid_request';
	return asked.every((scope) => registered.includes(scope)) ? undefined : 'invalid_scope';
}

async function grant(current: AcmeCloudState, asked: Asked, reply: FastifyReply): Promise<FastifyReply> {
	const { state, ...granted } = asked;
	const { browserUser: username, codeSeconds } = current.settings;
	const code = current.codes.issue({ ...granted, username }, codeSeconds);
	return await reply.redirect(backTo(asked.redirectUri, { code, state }));
}
