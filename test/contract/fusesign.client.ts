import { type Sandbox } from '../../sandbox';
import { apiError, fieldErrors, successes } from './fusesign.schemas';
import { type Answer, type CallOptions } from './http';
import { ProviderClient, withSandbox } from './providerClient';

/** What the paths of the three token URLs begin with. */
export const session = '/api/Session';
/** The demo client, as it goes into a body. */
export const client = { client_id: 'demo-client', client_secret: 'demo-secret' };
/** The one that is registered for the demo client. */
export const redirectUri = 'http://localhost:5678/rest/oauth2-credential/callback';
/** The demo user's tenants, the default one first. */
export const tenantIds = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`);

type Fields = Record<string, string | undefined>;

/** A pair as the tests use it, of settings that leave no field null. */
export interface Tokens {
	access_token: string;
	refresh_token: string;
	expires_in: string;
	refresh_token_expires_in: string;
	default_tenant_id: string;
}

/** Talks to a running sandbox, and holds every answer of the stand-in to FuseSign's contract. */
class FuseSignClient extends ProviderClient {
	constructor(sandbox: Sandbox) {
		super('fuseSign', sandbox);
	}

	async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
		const answer = await this.raw(method, path, options);
		holdToContract(`${method} ${path.split('?', 1)[0]}`, answer);
		return answer;
	}

	/** A code the control side has minted. */
	async code(given: Record<string, unknown> = {}): Promise<string> {
		return (await this.control('POST', '/fusesign/codes', given)).code;
	}

	/** A pair the control side has minted. */
	async tokens(given: Record<string, unknown> = {}): Promise<Tokens> {
		return await this.control('POST', '/fusesign/tokens', given);
	}

	/** An exchange as JSON; an undefined field is left out. */
	async exchange(fields: Fields): Promise<Answer> {
		const body = { ...client, grant_type: 'authorization_code', redirect_uri: redirectUri, ...fields };
		return await this.call('POST', `${session}/OAuthGetToken`, { body, asJson: true });
	}

	async refresh(refreshToken: string | undefined, fields: Fields = {}): Promise<Answer> {
		const body = { ...client, grant_type: 'refresh_token', refresh_token: refreshToken, ...fields };
		return await this.call('POST', `${session}/OAuthRefreshToken`, { body, asJson: true });
	}

	async revoke(refreshToken: string | undefined, fields: Fields = {}): Promise<Answer> {
		const body = { client_id: client.client_id, refresh_token: refreshToken, ...fields };
		return await this.call('POST', `${session}/OAuthTokenRevoke`, { body, asJson: true });
	}

	async tenants(token: string): Promise<Answer> {
		return await this.call('GET', '/api/Tenant/List', { token });
	}
}

/** Gives the tests of a file one sandbox, as good as new for each of them. */
export function useFuseSign(): FuseSignClient {
	return withSandbox(new FuseSignClient({} as Sandbox));
}

/** The fields a refusal of a session endpoint names. */
export function namedIn(answer: Answer): string[] {
	return Object.keys(answer.json?.Errors ?? {}).sort();
}

function holdToContract(route: string, { status, headers, text, json }: Answer): void {
	const type = headers['content-type'] ?? '';
	if (status < 300) {
		const success = successes.find((each) => each.route.test(route));
		if (!success) throw new Error(`No schema for a success of ${route}`);
		expect(status).toBe(200);
		if (success.body === 'any') return;
		expect(type).toBe('application/json; charset=utf-8');
		success.body.parse(json);
	} else if ([403, 404, 405, 415].includes(status)) {
		expect(text).toBe('');
	} else if (status === 429) {
		expect(type).toBe('text/plain; charset=utf-8');
		expect(headers['retry-after']).toMatch(/^\d+$/);
	} else if (/^\w+ \/api\/Session\//.test(route)) {
		expect([status, type]).toEqual([400, 'application/problem+json; charset=utf-8']);
		fieldErrors.parse(json);
	} else {
		expect(type).toBe('application/json; charset=utf-8');
		apiError.parse(json);
	}
}
