import type { z } from 'zod';

import { type Sandbox } from '../../sandbox';
import { type Answer, type CallOptions } from './http';
import { problem, successes, type tokens } from './peertube.schemas';
import { ProviderClient, withSandbox } from './providerClient';

/** What all paths of the API begin with. */
export const api = '/api/v1';
/** Where sessions begin, and are refreshed. */
export const tokenPath = `${api}/users/token`;

/** A token answer. */
export type Tokens = z.infer<typeof tokens>;
type Fields = Record<string, string | undefined>;

/** Talks to a running sandbox, and holds every answer of the stand-in to PeerTube's contract. */
export class PeerTubeClient extends ProviderClient {
	constructor(sandbox: Sandbox) {
		super('peerTube', sandbox);
	}

	async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
		const answer = await this.raw(method, path, options);
		holdToContract(`${method} ${path.split('?', 1)[0]}`, answer);
		return answer;
	}

	async putUser(username: string, account: Record<string, unknown>): Promise<void> {
		await this.control('PUT', `/peertube/users/${username}`, account);
	}

	async client(): Promise<{ client_id: string; client_secret: string }> {
		return (await this.call('GET', `${api}/oauth-clients/local`)).json;
	}

	/** A call of the token route with the client's credentials; an undefined field is left out. */
	async token(fields: Fields, headers: Record<string, string> = {}): Promise<Answer> {
		const body = without({ ...(await this.client()), ...fields });
		return await this.call('POST', tokenPath, { body, headers });
	}

	async password(
		username: string,
		fields: Fields = {},
		headers: Record<string, string> = {},
	): Promise<Answer> {
		const password = `demo-password-${username}`;
		return await this.token({ grant_type: 'password', username, password, ...fields }, headers);
	}

	async signIn(username: string): Promise<Tokens> {
		const answer = await this.password(username);
		if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.text}`);
		return answer.json;
	}

	async refresh(refreshToken: string | undefined, fields: Fields = {}): Promise<Answer> {
		return await this.token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...fields });
	}

	async me(token: string): Promise<Answer> {
		return await this.call('GET', `${api}/users/me`, { token });
	}
}

/** The parts of a refusal a client decides by. */
export function refusal(answer: Answer): { status: number; code?: string; detail: string } {
	return { status: answer.status, code: answer.json?.code, detail: answer.json?.detail };
}

/** What `refusal` finds in a refusal with this code and wording. */
export function refused(code: string | undefined, detail: string, status = 400): ReturnType<typeof refusal> {
	return { status, code, detail };
}

/** Gives the tests of a file one sandbox, as good as new for each of them. */
export function usePeerTube(): PeerTubeClient {
	return withSandbox(new PeerTubeClient({} as Sandbox));
}

/** Where PeerTube 8.2 answers an unknown user in plain text. */
const aboutAUser = /\/users\/\d+\/(?:token-sessions|two-factor)\b/;

function holdToContract(route: string, { status, headers, text, json }: Answer): void {
	for (const name of ['limit', 'remaining', 'reset']) {
		expect(headers[`x-ratelimit-${name}`]).toMatch(/^\d+$/);
	}
	if (status < 300) {
		const body = successes.find((each) => each.route.test(route))?.body;
		if (body === undefined) throw new Error(`No schema for a success of ${route}`);
		expect(status).toBe(body === 204 ? 204 : 200);
		if (body === 204) expect(text).toBe('');
		else body.parse(json);
	} else if (headers['content-type'] === 'text/html; charset=utf-8') {
		expect({ status, text }).toEqual({ status: 429, text: 'Too many requests, please try again later.' });
		expect(headers['retry-after']).toMatch(/^\d+$/);
	} else if (text === '') {
		expect({ status, type: headers['content-type'] }).toEqual({
			status: 400,
			type: 'application/json; charset=utf-8',
		});
	} else if (headers['content-type'] === 'text/plain; charset=utf-8') {
		expect({ route: aboutAUser.test(route), status, text }).toEqual({
			route: true,
			status: 404,
			text: 'Not Found',
		});
	} else {
		expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
		expect(problem.parse(json).status).toBe(status);
	}
}

function without(fields: Fields): Record<string, string> {
	return Object.fromEntries(
		Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
}
