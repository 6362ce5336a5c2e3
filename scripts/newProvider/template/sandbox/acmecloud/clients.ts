import type { FastifyRequest } from 'fastify';

import { fieldsOf, mediaTypeOf, text } from '../shared/fields';
import { invalidClient, OAuthError } from './refusals';
import type { AcmeCloudState } from './state';

/** The fields of a call of a client, which has to be a form (RFC 6749 §4.1.3). */
export function formOf(request: FastifyRequest): Record<string, string | undefined> {
	if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded')
		throw invalidRequest('The body has to be a form');
	const fields = Object.entries(fieldsOf(request.body));
	return Object.fromEntries(fields.map(([name, value]) => [name, text(value)]));
}

/** 400: a field is missing, there twice or of no use (RFC 6749 §5.2). */
export const invalidRequest = (message: string): OAuthError => new OAuthError('invalid_request', message);

/** The ID of the client that asks, by HTTP Basic or in the body, but not both (RFC 6749 §2.3). */
export function authenticatedClient(state: AcmeCloudState, request: FastifyRequest): string {
	const { client_id: idInBody, client_secret: secretInBody } = formOf(request);
	const inHeader = basicOf(request.headers.authorization);
	if (inHeader && secretInBody) throw invalidRequest('One way to authenticate is enough');
	const [id = '', secret] = inHeader ?? [idInBody, secretInBody];
	const client = state.clients.get(id);
	if (!client || client.secret !== secret) throw invalidClient();
	return id;
}

/** Both are encoded as in a form (RFC 6749 §2.3.1). */
function basicOf(authorization = ''): [string, string] | undefined {
	const [, encoded] = /^Basic (\S+)$/i.exec(authorization) ?? [];
	if (encoded === undefined) return undefined;
	const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
	return [formDecoded(id), formDecoded(rest.join(':'))];
}

const formDecoded = (part: string): string => new URLSearchParams(`x=${part}`).get('x') ?? '';
