import { z } from 'zod';

import type { Application } from './applications';
import { read, snowflake, text, url } from './fields';
import { accessDenied, ApiRefusal, invalidClient, invalidFields, OAuthRefusal } from './refusals';
import type { FluxerState } from './state';
import { type Code, isScope } from './tokens';
import type { User } from './users';

const februarySchema = z.object({
	response_type: z.string().optional(),
	client_id: snowflake,
	redirect_uri: url().optional(),
	scope: text(),
	state: text().optional(),
	permissions: z.string().optional(),
	guild_id: snowflake.optional(),
});
const julySchema = februarySchema.extend({
	channel_id: snowflake.optional(),
	code_challenge: text().optional(),
	code_challenge_method: z.enum(['S256', 'plain']).optional(),
});

type Asked = z.output<typeof februarySchema> & Partial<z.output<typeof julySchema>>;

const badRequest = (description: string): OAuthRefusal => new OAuthRefusal('invalid_request', description);

/** What a user is asked to consent to, checked. */
interface Checked {
	asked: Asked;
	application: Application;
	scopes: string[];
	target: URL;
}

/**
 * Lets the user's consent make a code, and tells where it goes. The redirect URI must be registered letter by letter;
 * the code then belongs to its URL-serialised form (Fluxer source).
 * @throws {OAuthRefusal | ApiRefusal} what {@link check} throws, and where a bot cannot be put
 */
export function consent(state: FluxerState, user: User, fields: unknown): { code: Code; redirectTo: string } {
	const { asked, application, scopes, target } = check(state, user, fields);
	if (scopes.includes('bot')) state.places.addBot(application.id, user.id, asked);
	const code = state.tokens.issueCode({
		userId: user.id,
		applicationId: application.id,
		scopes,
		redirectUri: target.toString(),
		challenge: asked.code_challenge,
		challengeMethod: asked.code_challenge_method ?? 'plain',
	});
	return { code, redirectTo: withAnswer(target, { code: code.code, state: asked.state }) };
}

/** Where the browser goes when the user says no. */
export function refusal(state: FluxerState, user: User, fields: unknown): string {
	const { asked, target } = check(state, user, fields);
	return withAnswer(target, { error: 'access_denied', state: asked.state });
}

/**
 * Reads what a user is asked to consent to.
 * @throws {OAuthRefusal | ApiRefusal} for what no consent could make good
 */
export function check(state: FluxerState, user: User, fields: unknown): Checked {
	const asked: Asked = read(state.isJuly ? julySchema : februarySchema, fields);
	if (asked.guild_id && asked.channel_id)
		throw invalidFields([{ path: 'channel_id', code: 'INVALID_FORMAT' }]);
	const scopes = scopesOf(asked.scope);
	const isBotOnly = scopes.length === 1 && scopes[0] === 'bot';
	checkPermissions(asked.permissions);
	if (!isBotOnly && (asked.response_type ?? 'code') !== 'code') {
		throw badRequest('Only the response type code serves scopes other than bot');
	}
	if (!isBotOnly && !asked.redirect_uri) throw badRequest('Scopes other than bot need a redirect URI');

	const application = state.applications.find(asked.client_id);
	if (!application) throw invalidClient('There is no such client');
	if (!scopes.every(isScope))
		throw new OAuthRefusal('invalid_scope', 'There is no such scope for this client');
	if (scopes.includes('bot') && !application.botPublic && application.ownerId !== user.id)
		throw state.isJuly ? new ApiRefusal(403, 'BOT_IS_PRIVATE') : accessDenied();
	if (!asked.redirect_uri && application.botRequireCodeGrant) throw badRequest('A redirect URI is needed');
	if (asked.redirect_uri && !application.redirectUris.includes(asked.redirect_uri)) {
		throw badRequest('The redirect URI is not registered');
	}
	return { asked, application, scopes, target: new URL(asked.redirect_uri ?? `http://${state.host}`) };
}

function scopesOf(text: string): string[] {
	return [...new Set(text.split(/\s+/).filter(Boolean))];
}

/** These two say their code where OAuth has its description (both versions, observed). */
function checkPermissions(permissions = '0'): void {
	if (!/^-?\d+$/.test(permissions)) throw badRequest('INVALID_PERMISSIONS_INTEGER');
	if (permissions.startsWith('-')) throw badRequest('INVALID_PERMISSIONS_NEGATIVE');
}

function withAnswer(target: URL, answer: Record<string, string | undefined>): string {
	const url = new URL(target);
	for (const [name, value] of Object.entries(answer)) {
		if (value !== undefined) url.searchParams.set(name, value);
	}
	return url.toString();
}
