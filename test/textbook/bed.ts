import type { IDataObject } from 'n8n-workflow';
import { TestN8n, type Step } from '../support/testN8n';
import { testTime } from '../support/testTime';
import { visit } from './browser';
import { CONNECTED_TYPE } from './operations';
import { TextbookServer, type RegisteredClient } from './server';
import { Textbook } from './Textbook.node';
import { TextbookOAuth2Api } from './TextbookOAuth2Api.credentials';

/** The redirect URI that is registered for all clients. */
export const CALLBACK = 'https://app.example/callback';

const registered = (
	client_id: string,
	token_endpoint_auth_method: RegisteredClient['token_endpoint_auth_method'],
	client_secret?: string,
): RegisteredClient => ({
	client_id,
	client_secret,
	token_endpoint_auth_method,
	redirect_uris: [CALLBACK],
	grant_types: ['authorization_code', 'refresh_token'],
	response_types: ['code'],
	scope: 'openid read write',
});

/** Of signs that mean something else where they are not encoded, in Basic credentials and in forms. */
const ODD = 'a:b c+d%20e&f=g/h?i"j\\k~l';

/** By how they authenticate; `plain` is for n8n, which does not encode what it puts into Basic credentials. */
export const CLIENTS = {
	client_secret_basic: registered(`basic ${ODD}`, 'client_secret_basic', `mustnotleak ${ODD}`),
	client_secret_post: registered(`post ${ODD}`, 'client_secret_post', `mustnotleak ${ODD}`),
	none: registered('public', 'none'),
	plain: registered('plain', 'client_secret_basic', 'mustnotleak-plain-secret'),
};

/** The clients that have to find it out: one with a wrong secret, and one that is not registered. */
const credentials = Object.entries(CLIENTS).flatMap(([name, { client_id: clientId, client_secret }]) => [
	{ name, clientId, clientSecret: client_secret ?? '' },
	{ name: `${name}, wrong secret`, clientId, clientSecret: 'mustnotleak-wrong-secret' },
	{ name: `${name}, unknown`, clientId: 'nobody', clientSecret: 'mustnotleak-any-secret' },
]);

const takesBody = (client: string) => /^(client_secret_post|none)\b/.test(client);

/** The server, and an n8n with a credential for each client. */
export class TextbookBed {
	private constructor(
		readonly server: TextbookServer,
		readonly n8n: TestN8n,
	) {}

	static async open(): Promise<TextbookBed> {
		const [server, n8n] = await Promise.all([
			TextbookServer.start(Object.values(CLIENTS)),
			TestN8n.load({ node: new Textbook(), credentialType: new TextbookOAuth2Api() }),
		]);
		const bed = new TextbookBed(server, n8n);
		await bed.passing(0);
		for (const { name, ...client } of credentials) bed.addCredential(name, client);
		return bed;
	}

	addCredential(name: string, data: object): void {
		this.n8n.addCredential(name, CONNECTED_TYPE, { baseUrl: this.server.issuer, ...data });
	}

	/** Time passes here and there alike. */
	async passing(seconds: number): Promise<void> {
		await testTime.advance(seconds * 1000);
		await this.server.setTime(testTime.now());
	}

	/** The item that an operation ends in, its failure included, once it is sure that no client secret is in the result. */
	readonly run = async (
		client: string,
		operation: string,
		parameters: object = {},
		resource = takesBody(client) ? 'tokenInBody' : 'token',
	): Promise<IDataObject> => {
		const step: Step = {
			type: 'textbook',
			credentials: { [CONNECTED_TYPE]: client },
			parameters: { resource, operation, ...parameters },
			onError: 'continueRegularOutput',
		};
		const { json, error } = await this.n8n.run([{}], step);
		expect(JSON.stringify({ json, error })).not.toContain('mustnotleak');
		expect(error).toBeUndefined();
		return json[0] as IDataObject;
	};

	/** What an operation is refused with. */
	readonly refusal = async (...of: Parameters<TextbookBed['run']>) =>
		(await this.run(...of)).error as IDataObject | undefined;

	readonly isActive = async (client: string, token: unknown) =>
		(await this.run(client, 'introspect', { token })).active;

	/** A consent, as far as the way back to the client: what Exchange Code takes. */
	async consent(client: string, scope = 'read', says: 'yes' | 'no' = 'yes') {
		const asked = await this.run(client, 'getAuthorizationUrl', { redirectUri: CALLBACK, scope });
		const { url, state, codeVerifier } = asked as Record<string, string>;
		const callback = await visit(String(url), says);
		return { redirectUri: CALLBACK, code: callback, expectedState: state, codeVerifier };
	}

	/** The tokens of a user who has just consented. */
	readonly connect = async (client: string, scope?: string) =>
		await this.run(client, 'exchangeCode', await this.consent(client, scope));
}
