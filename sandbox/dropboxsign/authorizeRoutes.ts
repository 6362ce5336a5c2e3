import type { FastifyInstance, FastifyReply } from 'fastify';

import { backTo, consentPage, problemPage } from '../shared/consentPage';
import { type Fields, fieldsOf, text } from '../shared/fields';
import type { DropboxSignState } from './state';

interface Asked {
	clientId: string;
	email: string;
	state: string;
	redirectUri: string;
	question: string;
}

/**
 * `GET /oauth/authorize` for the user's browser, on app.hellosign.com in reality, and the form it shows. The scopes
 * are those of the app, so a `scope` in the query changes nothing (Dropbox Sign OAuth walkthrough).
 */
export function addAuthorizeRoutes(app: FastifyInstance, state: () => DropboxSignState): void {
	const path = '/oauth/authorize';

	app.get(path, async (request, reply) => {
		const query = fieldsOf(request.query);
		const asked = read(state(), query);
		if (typeof asked === 'string') return await showProblem(reply, asked);
		if (state().settings.autoApprove) return await grant(state(), asked, reply);
		const fields = Object.fromEntries(
			Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
		);
		return await reply
			.type('text/html; charset=utf-8')
			.send(consentPage({ question: asked.question, action: path, fields }));
	});

	app.post(path, async (request, reply) => {
		const fields = fieldsOf(request.body);
		const asked = read(state(), fields);
		if (typeof asked === 'string') return await showProblem(reply, asked);
		if (fields.decision === 'approve') return await grant(state(), asked, reply);
		return await reply.redirect(backTo(asked.redirectUri, { error: 'access_denied', state: asked.state }));
	});
}

/** What is asked of the user, or why it cannot be. */
function read({ settings, apps, accounts }: DropboxSignState, query: Fields): Asked | string {
	const clientId = text(query.client_id);
	const state = text(query.state);
	if (query.response_type !== 'code') return 'Parameter response_type has to be code';
	if (!clientId) return 'Parameter client_id is missing';
	if (!state) return 'Parameter state is missing';
	const app = apps.find(clientId);
	if (!app?.oauth) return `There is no app ${clientId} to authorize`;
	if (query.redirect_uri !== undefined && query.redirect_uri !== app.oauth.callbackUrl) {
		return 'Parameter redirect_uri is not the callback URL of the app';
	}
	const account = accounts.find(settings.browserAccount);
	if (!account) return 'Nobody is signed in';
	if (!app.isApproved && app.owner !== account.email) return `${app.name} is not approved for production`;
	return {
		clientId,
		state,
		email: account.email,
		redirectUri: app.oauth.callbackUrl,
		question: `${account.email}, do you allow ${app.name} to use ${app.oauth.scopes.join(', ')}?`,
	};
}

async function grant(current: DropboxSignState, asked: Asked, reply: FastifyReply): Promise<FastifyReply> {
	const { clientId, email, state, redirectUri } = asked;
	const code = current.codes.issue({ clientId, email, state }, current.settings.codeSeconds);
	return await reply.redirect(backTo(redirectUri, { code, state }));
}

async function showProblem(reply: FastifyReply, problem: string): Promise<FastifyReply> {
	return await reply.code(400).type('text/html; charset=utf-8').send(problemPage(problem));
}
