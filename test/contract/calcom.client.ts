import type { z } from 'zod';

import { type Sandbox } from '../../sandbox';
import { demoConfidentialClient, demoPlatformClient } from '../../sandbox/calcom/accounts';
import {
	apiError,
	type keys,
	oauthError,
	type oauth2Tokens,
	plainFailure,
	successes,
} from './calcom.schemas';
import { type Answer, type CallOptions } from './http';
import { ProviderClient, withSandbox } from './providerClient';

/** Where OAuth2 tokens come from. */
export const tokenPath = '/v2/auth/oauth2/token';
/** Where a browser asks its user for consent. */
export const authorizePath = '/auth/oauth2/authorize';

/** A pair of tokens of the platform flow. */
export type Keys = z.infer<typeof keys>;
type OAuth2Tokens = z.infer<typeof oauth2Tokens>;

/** Talks to a running sandbox, and holds every answer of the stand-in to Cal.com's contract. */
class CalComClient extends ProviderClient {
	constructor(sandbox: Sandbox) {
		super('calCom', sandbox);
	}

	/** One call; a record is sent as JSON unless `asJson` is false. */
	async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
		const answer = await this.raw(method, path, { asJson: true, ...options });
		holdToContract(`${method} ${path.split('?', 1)[0]}`, answer);
		return answer;
	}

	async me(token: string): Promise<Answer> {
		return await this.call('GET', '/v2/me', { token });
	}

	/** A call of the platform flow, with the demo client. */
	async flow(step: string, options: CallOptions): Promise<Answer> {
		return await this.call('POST', `/v2/oauth/${demoPlatformClient.id}/${step}`, options);
	}

	async exchange(code: string, clientSecret: unknown = demoPlatformClient.secret): Promise<Answer> {
		return await this.flow('exchange', { token: code, body: { clientSecret } });
	}

	async refresh(refreshToken: unknown, secret: string = demoPlatformClient.secret): Promise<Answer> {
		return await this.flow('refresh', { body: { refreshToken }, headers: { 'x-cal-secret-key': secret } });
	}

	/** A pair of the platform flow for `username`, straight from the control side. */
	async platformKeys(username = 'ada'): Promise<Keys> {
		const clientId = demoPlatformClient.id;
		return await this.control('POST', '/calcom/tokens', { flow: 'platform', clientId, username });
	}

	/** A call of the OAuth2 token endpoint, as a form; an undefined field is left out. */
	async token(fields: Record<string, string | undefined>): Promise<Answer> {
		return await this.call('POST', tokenPath, { body: without(fields), asJson: false });
	}

	/** A code for an OAuth2 client, straight from the control side. */
	async code(given: Record<string, unknown> = {}): Promise<string> {
		const fields = { flow: 'oauth2', clientId: demoConfidentialClient.id, username: 'ada', ...given };
		return (await this.control('POST', '/calcom/codes', fields)).code;
	}

	/** The tokens a user gives the demo client with a secret. */
	async connect(username = 'ada'): Promise<OAuth2Tokens> {
		const answer = await this.token(grantOf(await this.code({ username })));
		if (answer.status !== 200) throw new Error(`${username} cannot connect: ${answer.text}`);
		return answer.json;
	}
}

/** What the demo client with a secret sends with a code. */
export function grantOf(code: string): Record<string, string> {
	return {
		client_id: demoConfidentialClient.id,
		client_secret: demoConfidentialClient.secret,
		grant_type: 'authorization_code',
		code,
		redirect_uri: demoConfidentialClient.redirectUris[0] ?? '',
	};
}

/** What the demo client with a secret sends with a refresh token. */
export function renewalOf(refresh_token: string): Record<string, string> {
	const { client_id = '', client_secret = '' } = grantOf('');
	return { client_id, client_secret, grant_type: 'refresh_token', refresh_token };
}

/** The parts of a nested refusal a client decides by. */
export function refusal({ status, json }: Answer): { status: number; code?: string; message?: string } {
	return { status, code: json?.error?.code, message: json?.error?.message };
}

/** The parts of a flat refusal a client decides by. */
export function oauthRefusal({ status, json }: Answer): unknown[] {
	return [status, json?.error, json?.error_description];
}

/** Gives the tests of a file one sandbox, as good as new for each of them. */
export function useCalCom(): CalComClient {
	return withSandbox(new CalComClient({} as Sandbox));
}

function holdToContract(route: string, { status, headers, json }: Answer): void {
	if (route.endsWith(authorizePath)) {
		expect(status === 302 ? headers.location : headers['content-type']).toBeDefined();
		return;
	}
	if (status === 302) {
		expect(headers.location).toMatch(/\?code=/);
		return;
	}
	expect(headers['content-type']).toBe('application/json; charset=utf-8');
	const isLimited = Object.keys(headers).some((name) => name.startsWith('x-ratelimit-limit-'));
	if (status < 300) {
		const expected = successes.find((each) => each.route.test(route));
		if (!expected) throw new Error(`No schema for a success of ${route}`);
		expect({ status, isLimited }).toEqual({ status: expected.status ?? 200, isLimited: true });
		expected.body.parse(json);
	} else if (route.endsWith(tokenPath) && typeof json?.error === 'string') {
		expect([400, 401]).toContain(status);
		oauthError.parse(json);
	} else if (status === 500) {
		plainFailure.parse(json);
	} else {
		const { path, error } = apiError.parse(json);
		expect(path.split('?', 1)[0]).toBe(route.split(' ')[1]);
		if (error.details instanceof Object && 'statusCode' in error.details) {
			expect(error.details).toMatchObject({ statusCode: status, message: error.message });
		}
	}
}

function without(fields: Record<string, string | undefined>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
}
