import type { z } from 'zod';

import { type Sandbox } from '../../sandbox';
import { demoApplication, demoApplicationId, demoUsers } from '../../sandbox/fluxer/accounts';
import { apiError, oauthError, oauthRoute, statuses, successes, type tokens } from './fluxer.schemas';
import { type Answer, type CallOptions } from './http';
import { ProviderClient, withSandbox } from './providerClient';

/** What all paths of the API begin with. */
export const api = '/v1';
/** Where tokens come from, and are refreshed. */
export const tokenPath = `${api}/oauth2/token`;
/** The demo application. */
export const applicationPath = `${api}/oauth2/applications/${demoApplicationId}`;

/** A token answer. */
export type Tokens = z.infer<typeof tokens>;
/** The settings of the older of the two servers that were observed; without them it is the one of July 2026. */
export const FEBRUARY = { version: 'february2026' };
type Fields = Record<string, string | undefined>;
type Json = Record<string, unknown>;

/** The demo application's client authentication, as it goes into a body. */
export const client = { client_id: demoApplicationId, client_secret: demoApplication.clientSecret };
/** The session token of the owner of the demo application. */
export const alice = demoUsers.alice.sessionToken;
/** The session token of somebody else. */
export const bruno = demoUsers.bruno.sessionToken;

/** A whole image: one pixel, as a PNG in base64. */
export const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Talks to a running sandbox, and holds every answer of the stand-in to Fluxer's contract. */
class FluxerClient extends ProviderClient {
	constructor(sandbox: Sandbox) {
		super('fluxer', sandbox);
	}

	/** One call with this Authorization header, if any. */
	async call(
		method: string,
		path: string,
		authorization?: string,
		options: CallOptions = {},
	): Promise<Answer> {
		const headers = { ...options.headers, ...(authorization ? { Authorization: authorization } : {}) };
		const answer = await this.raw(method, path, { ...options, headers });
		holdToContract(`${method} ${path.split('?', 1)[0]}`, answer);
		return answer;
	}

	async json(method: string, path: string, authorization: string, body: Json): Promise<Answer> {
		return await this.call(method, path, authorization, { body, asJson: true });
	}

	/** A form sent to a token route; an undefined field is left out. */
	async form(path: string, fields: Fields, authorization?: string): Promise<Answer> {
		return await this.call('POST', path, authorization, { body: without(fields) });
	}

	/** The exchange of a code for the demo application; the redirect URI is the first one. */
	async exchange(code: string | undefined, fields: Fields = {}, authorization?: string): Promise<Answer> {
		const redirect_uri = demoApplication.redirectUris[0];
		const grant = { grant_type: 'authorization_code', code, redirect_uri };
		return await this.form(tokenPath, { ...client, ...grant, ...fields }, authorization);
	}

	async refresh(refresh_token: string | undefined, fields: Fields = {}): Promise<Answer> {
		return await this.form(tokenPath, { ...client, grant_type: 'refresh_token', refresh_token, ...fields });
	}

	async introspect(token: string, fields: Fields = {}): Promise<Answer> {
		return await this.form(`${api}/oauth2/introspect`, { ...client, token, ...fields });
	}

	async revoke(token: string, fields: Fields = {}): Promise<Answer> {
		return await this.form(`${tokenPath}/revoke`, { ...client, token, ...fields });
	}

	async userInfo(accessToken: string): Promise<Answer> {
		return await this.call('GET', `${api}/oauth2/userinfo`, `Bearer ${accessToken}`);
	}

	/** A fresh code of the control side. */
	async code(given: Json = {}): Promise<string> {
		return (await this.control('POST', '/fluxer/codes', given)).code;
	}

	/** A fresh pair of the control side: alice's, for the demo application, unless told otherwise. */
	async tokens(given: Json = {}): Promise<Tokens> {
		return await this.control('POST', '/fluxer/tokens', given);
	}

	/** Another application, as the control side shows it. */
	async application(given: Json = {}): Promise<Json & { id: string; clientSecret: string }> {
		return await this.control('POST', '/fluxer/applications', { name: 'Other', ...given });
	}
}

/** The parts of a refusal a client decides by. */
export function refusal({ status, json }: Answer): Json {
	if (json?.error !== undefined) return { status, error: json.error };
	const fields = json?.errors?.map(({ path, code }: Record<string, string>) => `${path} ${code}`);
	return { status, code: json?.code, ...(fields && { fields }) };
}

/** What `refusal` finds in a refusal of Fluxer's API. */
export function refused(code: string): Json {
	return { status: statuses[code], code };
}

/** What `refusal` finds in a refusal of these fields. */
export function badFields(...fields: string[]): Json {
	return { ...refused('INVALID_FORM_BODY'), fields };
}

/** What `refusal` finds in a refusal of Fluxer's OAuth logic. */
export function oauthRefused(error: string): Json {
	return { status: 400, error };
}

/** Client authentication as a header (RFC 6749 §2.3.1). */
export function basic(id: string, secret: string): string {
	return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** Gives the tests of a file one sandbox, as good as new for each of them. */
export function useFluxer(): FluxerClient {
	return withSandbox(new FluxerClient({} as Sandbox));
}

function holdToContract(route: string, { status, headers, text, json }: Answer): void {
	if (status < 300) {
		// The API is the same wherever it is.
		const atHome = route.replace(/ \/api(\/v1)?\//, ' /v1/');
		const body = successes.find((each) => each.route.test(atHome))?.body;
		if (body === undefined) throw new Error(`No schema for a success of ${route}`);
		expect(status).toBe(typeof body === 'number' ? body : 200);
		if (typeof body === 'number') expect(text).toBe('');
		else body.parse(json);
		return;
	}
	expect(headers['content-type']).toMatch(/^application\/json/);
	if (json.error !== undefined) {
		expect(route).toMatch(oauthRoute);
		expect(status).toBe(400);
		oauthError.parse(json);
		return;
	}
	const { code } = apiError.parse(json);
	expect({ code, status }).toEqual({ code, status: statuses[code] });
	expect(headers['retry-after'] !== undefined).toBe(status === 429);
}

function without(fields: Fields): Record<string, string> {
	return Object.fromEntries(
		Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
}
