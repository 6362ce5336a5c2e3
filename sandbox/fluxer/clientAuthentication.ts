import type { FastifyRequest } from 'fastify';

import type { Application } from './applications';
import { invalidClient, serverError } from './refusals';
import type { FluxerState } from './state';

interface Credentials {
	id?: string | undefined;
	secret?: string | undefined;
}

/**
 * The client behind a token call: Basic or body, and never 401 (Fluxer February 2026, observed). `bodyFirst` tells which
 * one the endpoint prefers if it is given both.
 */
export function authenticateClient(
	state: FluxerState,
	request: FastifyRequest,
	body: { client_id?: string | undefined; client_secret?: string | undefined },
	{ bodyFirst }: { bodyFirst: boolean },
): Application {
	const inHeader = basicOf(request.headers.authorization);
	const inBody = { id: body.client_id, secret: body.client_secret };
	if (inHeader && inBody.secret && state.settings.refuseDoubleClientAuthentication) {
		throw invalidClient('One client authentication is enough');
	}
	const [first, second] = bodyFirst ? [inBody, inHeader] : [inHeader, inBody];
	const id = first?.id ?? second?.id ?? '';
	const secret = first?.secret ?? second?.secret;
	if (!/^\d*$/.test(id)) throw notANumber(state, bodyFirst);

	const application = state.applications.find(id);
	if (!application) throw invalidClient('There is no such client');
	if (!secret) throw invalidClient('There is no client secret');
	if (secret !== application.clientSecret) throw invalidClient('The client secret is wrong');
	return application;
}

/** What Fluxer makes of a client id in Basic that is no number; that of July catches it on the token endpoint. */
function notANumber({ isJuly }: FluxerState, isTokenEndpoint: boolean): Error {
	const isCaught = isJuly && isTokenEndpoint;
	return isCaught ? invalidClient('There is no such client') : serverError();
}

/** The credentials of a Basic header, as they are: Fluxer does not undo a form encoding (Fluxer source). */
function basicOf(authorization = ''): Credentials | undefined {
	const [, encoded] = /^Basic\s+(.+)$/.exec(authorization) ?? [];
	const [id, ...rest] = Buffer.from(encoded ?? '', 'base64')
		.toString()
		.split(':');
	return rest.length === 0 ? undefined : { id: id || undefined, secret: rest.join(':') || undefined };
}
