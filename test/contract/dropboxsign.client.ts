import type { z } from 'zod';

import { type Sandbox } from '../../sandbox';
import { apiError, type exchanged, flatOAuthError, nestedOAuthError, successes } from './dropboxsign.schemas';
import { type Answer, type CallOptions } from './http';
import { ProviderClient, withSandbox } from './providerClient';

/** Where codes become tokens. */
export const exchangePath = '/oauth/token';
/** Where tokens are refreshed: the same path, with a query that has no value. */
export const refreshPath = '/oauth/token?refresh';
/** The demo client that refreshes with its secret. */
export const current = { client_id: 'demo-client-current', client_secret: 'demo-secret-current' };
/** The demo client of the older kind, which refreshes without its secret. */
export const legacy = { client_id: 'demo-client-legacy', client_secret: 'demo-secret-legacy' };

type Tokens = z.infer<typeof exchanged>;
type Fields = Record<string, string | undefined>;

/** Talks to a running sandbox, and holds every answer of the stand-in to Dropbox Sign's contract. */
class DropboxSignClient extends ProviderClient {
	constructor(sandbox: Sandbox) {
		super('dropboxSign', sandbox);
	}

	async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
		const answer = await this.raw(method, path, options);
		holdToContract(`${method} ${path}`, answer);
		return answer;
	}

	/** A code the control side has minted for the state `demo-state`. */
	async code(given: Record<string, unknown> = {}): Promise<string> {
		return (await this.control('POST', '/dropboxsign/codes', { state: 'demo-state', ...given })).code;
	}

	/** A pair the control side has minted. */
	async tokens(given: Record<string, unknown> = {}): Promise<Tokens> {
		return await this.control('POST', '/dropboxsign/tokens', given);
	}

	/** An exchange as JSON; an undefined field is left out. */
	async exchange(fields: Fields): Promise<Answer> {
		const body = { ...current, grant_type: 'authorization_code', state: 'demo-state', ...fields };
		return await this.call('POST', exchangePath, { body, asJson: true });
	}

	async refresh(refreshToken: string | undefined, fields: Fields = current): Promise<Answer> {
		const body = { grant_type: 'refresh_token', refresh_token: refreshToken, ...fields };
		return await this.call('POST', refreshPath, { body, asJson: true });
	}

	async me(token: string): Promise<Answer> {
		return await this.call('GET', '/v3/account', { token });
	}

	async putApp(clientId: string, app: Record<string, unknown>): Promise<void> {
		await this.control('PUT', `/dropboxsign/apps/${clientId}`, app);
	}
}

/** Gives the tests of a file one sandbox, as good as new for each of them. */
export function useDropboxSign(): DropboxSignClient {
	return withSandbox(new DropboxSignClient({} as Sandbox));
}

/** The parts of a refusal a client decides by. */
export function refusal(answer: Answer): { status: number; name?: string; message?: string } {
	const { error } = answer.json ?? {};
	return { status: answer.status, name: error?.error_name, message: error?.error_msg };
}

/** What `refusal` finds in a refusal with this name and wording. */
export function refused(name: string, message: string, status = 400): ReturnType<typeof refusal> {
	return { status, name, message };
}

/** An API key as its header: the user name of HTTP Basic, with no password. */
export function basic(userName: string, password = ''): Record<string, string> {
	return { Authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}` };
}

/** The body and header of a multipart form. */
export function multipart(parts: Array<[string, string]>): CallOptions {
	const text = parts.map(
		([name, value]) => `--part-border\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	return {
		body: `${text.join('')}--part-border--\r\n`,
		headers: { 'Content-Type': 'multipart/form-data; boundary=part-border' },
	};
}

function holdToContract(call: string, { status, headers, text, json }: Answer): void {
	const [route = '', query] = call.split('?', 2);
	const isToken = route === `POST ${exchangePath}`;
	expect(headers['content-type'] ?? '').toMatch(status === 204 ? /^$/ : /^application\/json/);
	// Whoever is not identified gets no word about limits (reported by public clients).
	for (const name of ['limit', 'reset']) {
		expect(headers[`x-ratelimit-${name}`] ?? '').toMatch(status === 401 ? /^$/ : /^\d+$/);
	}
	if (status < 300) {
		const named = isToken && query === 'refresh' ? call : route;
		const success = successes.find((each) => each.route.test(named));
		if (!success) throw new Error(`No schema for a success of ${named}`);
		expect(status).toBe(success.status);
		if (success.body) success.body.parse(json);
		else expect(text).toBe('');
	} else if (!isToken) apiError.parse(json);
	else if (typeof json.error === 'string') flatOAuthError.parse(json);
	else nestedOAuthError.parse(json);
}
