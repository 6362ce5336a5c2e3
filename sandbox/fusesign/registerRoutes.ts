import type { FastifyInstance, FastifyReply } from 'fastify';

import { backTo, consentPage } from '../shared/consentPage';
import { type Fields, fieldsOf, text } from '../shared/fields';
import { FieldErrors } from './refusals';
import type { FuseSignState } from './state';

interface Asked {
	clientId: string;
	redirectUri: string;
	scope: string;
	state: string | undefined;
}

/** Where the form of the page is sent; FuseSign's own is elsewhere, and no client gets to see it. */
const consentPath = '/OAuthRegister/consent';

/** `GET OAuthRegister` for the user's browser. Its parameters may be in any case, as ASP.NET Core reads queries. */
export function addRegisterRoutes(
	sessionApi: FastifyInstance,
	state: () => FuseSignState,
	prefix: string,
): void {
	sessionApi.get('/OAuthRegister', async (request, reply) => {
		const asked = read(state(), fieldsOf(request.query));
		const { autoApprove, browserUser } = state().settings;
		if (autoApprove) return await grant(state(), asked, reply);
		const { clientId, redirectUri, scope, state: stated } = asked;
		const fields = {
			response_type: 'code',
			client_id: clientId,
			redirect_uri: redirectUri,
			Scope: scope,
			...(stated === undefined ? {} : { State: stated }),
		};
		const question = `${browserUser}, do you allow ${clientId} to use ${scope}?`;
		return await reply
			.type('text/html; charset=utf-8')
			.send(consentPage({ question, action: prefix + consentPath, fields }));
	});

	sessionApi.post(consentPath, async (request, reply) => {
		const { decision, ...fields } = fieldsOf(request.body);
		const asked = read(state(), fields);
		if (decision === 'approve') return await grant(state(), asked, reply);
		return await reply.redirect(backTo(asked.redirectUri, { error: 'access_denied', state: asked.state }));
	});
}

function read({ clients, users, settings }: FuseSignState, query: Fields): Asked {
	const given = Object.fromEntries(
		Object.entries(query).map(([name, value]) => [name.toLowerCase(), text(value)]),
	);
	const missing = ['response_type', 'client_id', 'redirect_uri', 'Scope'].filter(
		(name) => given[name.toLowerCase()] === undefined,
	);
	if (missing.length > 0) {
		throw new FieldErrors(
			Object.fromEntries(missing.map((name) => [name, [`'${name}' must not be empty.`]])),
		);
	}
	const { client_id: clientId = '', redirect_uri: redirectUri = '', scope = '', state } = given;
	const client = clients.find(clientId);
	const errors: Array<[string, string]> = [];
	if (given.response_type !== 'code') errors.push(['response_type', "'response_type' must be 'code'."]);
	if (!client) errors.push(['client_id', 'The client is unknown.']);
	else {
		if (!client.redirectUris.includes(redirectUri)) {
			errors.push(['redirect_uri', 'The redirect URI is not registered.']);
		}
		if (!scope.split(' ').every((each) => (client.scopes as string[]).includes(each))) {
			errors.push(['Scope', 'The client does not have this scope.']);
		}
	}
	if (!users.find(settings.browserUser)) errors.push(['GeneralErrors', 'Nobody is signed in.']);
	if (errors.length > 0) {
		throw new FieldErrors(Object.fromEntries(errors.map(([name, message]) => [name, [message]])));
	}
	return { clientId, redirectUri, scope, state };
}

async function grant(current: FuseSignState, asked: Asked, reply: FastifyReply): Promise<FastifyReply> {
	const { clientId, redirectUri, scope, state } = asked;
	const { browserUser: email, codeSeconds } = current.settings;
	const code = current.codes.issue({ clientId, redirectUri, scope, email }, codeSeconds);
	return await reply.redirect(backTo(redirectUri, { code, state }));
}
