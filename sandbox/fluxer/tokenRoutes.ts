import { createHash } from 'node:crypto';

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { Application } from './applications';
import { formOf } from './bodies';
import { authenticateClient } from './clientAuthentication';
import { read, snowflake, text, url } from './fields';
import { limit } from './limits';
import { invalidGrant } from './refusals';
import type { FluxerState } from './state';
import { type Code, type Grant, scopeText, type Token } from './tokens';

const client = { client_id: snowflake.optional(), client_secret: text().optional() };
/** There is no client_credentials grant, whatever the API document says. */
const grantSchema = z.discriminatedUnion('grant_type', [
	z.object({
		grant_type: z.literal('authorization_code'),
		code: text(),
		redirect_uri: url(),
		code_verifier: text().optional(),
		...client,
	}),
	z.object({ grant_type: z.literal('refresh_token'), refresh_token: text(), ...client }),
]);
const introspectSchema = z.object({ token: text(), ...client });
const revokeSchema = introspectSchema.extend({
	token_type_hint: z.enum(['access_token', 'refresh_token']).optional(),
});

type Fields = z.output<typeof grantSchema>;

/**
 * `POST /oauth2/token`, `POST /oauth2/introspect` and `POST /oauth2/token/revoke`: forms, with the client's secret. A
 * revocation of a refresh token does nothing without its hint, and answers 200 all the same; with it, all tokens of
 * that user for the application end (February 2026, observed).
 */
export function addTokenRoutes(api: FastifyInstance, state: () => FluxerState): void {
	const config = { token: true };
	api.post('/oauth2/token', { config, preHandler: limit(state, 'token') }, async (request) => {
		const fields = read(grantSchema, formOf(request));
		const application = authenticateClient(state(), request, fields, { bodyFirst: true });
		const grant = redeemed(state(), application, fields);
		return tokenAnswer(state(), grant);
	});

	api.post('/oauth2/introspect', { preHandler: limit(state, 'introspect') }, async (request) => {
		const { token, application } = askedAbout(state(), request, introspectSchema);
		return introspect(state(), application, token);
	});

	api.post('/oauth2/token/revoke', { preHandler: limit(state, 'introspect') }, async (request, reply) => {
		const { token, application, token_type_hint } = askedAbout(state(), request, revokeSchema);
		revoke(state(), application, token, token_type_hint);
		return await reply.code(200).send();
	});
}

/**
 * A fresh pair as the token endpoint answers it: `expires_in` in seconds, and nothing of when the refresh token ends
 * (servers of February and July 2026, observed).
 */
export function tokenAnswer({ settings, tokens }: FluxerState, grant: Grant): object {
	const { access, refresh } = tokens.issue(grant);
	return {
		access_token: access.token,
		token_type: 'Bearer',
		expires_in: settings.accessTokenSeconds,
		refresh_token: refresh.token,
		scope: scopeText(grant.scopes),
	};
}

/** Spends a code, or a refresh token where the server consumes those. A code refused for another reason stays alive. */
function redeemed(
	{ isJuly, tokens, instruments }: FluxerState,
	application: Application,
	fields: Fields,
): Grant {
	if (fields.grant_type === 'authorization_code') {
		const code = tokens.code(fields.code);
		if (code?.applicationId !== application.id || code.redirectUri !== fields.redirect_uri)
			throw invalidGrant();
		if (!isVerified(code, fields.code_verifier)) throw invalidGrant();
		tokens.deleteCode(code);
		instruments.recorder.count('signIns');
		return code;
	}
	const token = tokens.find('refresh', fields.refresh_token);
	if (token?.applicationId !== application.id) throw invalidGrant();
	if (isJuly) tokens.delete(token);
	instruments.recorder.count('refreshes');
	return token;
}

function isVerified({ challenge, challengeMethod }: Code, verifier: string | undefined): boolean {
	if (challenge === undefined) return true;
	if (verifier === undefined) return false;
	const hashed = createHash('sha256').update(verifier).digest('base64url');
	return challenge === (challengeMethod === 'S256' ? hashed : verifier);
}

function askedAbout<Schema extends typeof introspectSchema>(
	state: FluxerState,
	request: FastifyRequest,
	schema: Schema,
): z.output<Schema> & { application: Application } {
	const fields: z.output<Schema> = read(schema, formOf(request));
	return { ...fields, application: authenticateClient(state, request, fields, { bodyFirst: false }) };
}

/** That of July knows refresh tokens here as well; to that of February they are as unknown as rubbish (both observed). */
function introspect({ isJuly, tokens }: FluxerState, application: Application, text: string): object {
	const refresh = isJuly ? tokens.find('refresh', text) : undefined;
	const token = tokens.find('access', text) ?? refresh;
	if (token?.applicationId !== application.id) return { active: false };
	return {
		active: true,
		client_id: token.applicationId,
		sub: token.userId,
		scope: scopeText(token.scopes),
		iat: Math.floor(token.createdAt / 1000),
		...(token.kind === 'access'
			? { token_type: 'Bearer', exp: Math.floor(token.expiresAt / 1000) }
			: { token_type: 'refresh_token' }),
	};
}

/** Without the hint a refresh token is not looked for, and the answer is the same as if it had been revoked. */
function revoke(
	{ tokens }: FluxerState,
	application: Application,
	text: string,
	hint: 'access_token' | 'refresh_token' | undefined,
): void {
	const refresh = hint === 'refresh_token' ? tokens.find('refresh', text) : undefined;
	const isOurs = (token?: Token): token is Token => token?.applicationId === application.id;
	const token = [refresh, tokens.find('access', text)].find(isOurs);
	if (token) tokens.deleteAll({ userId: token.userId, applicationId: application.id });
}
