import type { IDataObject } from 'n8n-workflow';
import { openTestBed, type TestBed } from './testBed';
import type { Step, StepResult } from './testN8n';

/** The callback URL of {@link APP}. */
export const CALLBACK = 'https://app.example/callback';

/** Ada's newer app, by client ID. */
export const APP = 'our-app';

/** Ada's older app, which need not identify itself at a refresh. */
export const OLDER_APP = 'our-older-app';

/** The app that belongs to Grace. */
export const FOREIGN_APP = 'app-of-grace';

/** The secret of both apps of Ada. */
export const SECRET = 'mustnotleak-secret-of-the-app';
const API_KEY = 'mustnotleak-api-key-of-ada';

/**
 * Ada owns a newer app, which has to identify itself at refresh, and an older one; Grace owns a third. The
 * credentials: `client` (not connected), `older client`, `impostor` (wrong secret), `key` and `bad key`.
 */
export const startTestBed = (): TestBed =>
	openTestBed('dropboxsign', async ({ control, n8n, sandbox }) => {
		await control.send('PUT', '/accounts/ada@example.com', { apiKey: API_KEY });
		await control.send('PUT', `/apps/${APP}`, { secret: SECRET, callbackUrl: CALLBACK });
		await control.send('PUT', `/apps/${OLDER_APP}`, { secret: SECRET, refreshNeedsClient: false });
		await control.send('PUT', `/apps/${FOREIGN_APP}`, { owner: 'grace@example.com' });
		const urls = { baseUrl: `${sandbox.dropboxSign}/v3`, oauthUrl: sandbox.dropboxSign };
		const addClient = (name: string, clientId: string, clientSecret = SECRET) =>
			n8n.addCredential(name, 'dropboxSignSessionsOAuth2Api', { ...urls, clientId, clientSecret });
		addClient('client', APP);
		addClient('older client', OLDER_APP);
		addClient('impostor', APP, 'mustnotleak-wrong-secret');
		n8n.addCredential('key', 'dropboxSignSessionsApi', { baseUrl: urls.baseUrl, apiKey: API_KEY });
		n8n.addCredential('bad key', 'dropboxSignSessionsApi', {
			baseUrl: urls.baseUrl,
			apiKey: 'mustnotleak-no-key',
		});
	});

interface IssuedTokens {
	readonly access_token: string;
	readonly refresh_token: string;
}

/** Tokens of an app, as if its user had allowed it. */
export const issue = async ({ control }: TestBed, clientId = APP, email = 'ada@example.com') =>
	await control.send<IssuedTokens>('POST', '/tokens', { clientId, email });

/** The credential `connected`: as n8n leaves it behind after Connect, in an execution. */
export async function connect(stage: TestBed, clientId = APP, changes: object = {}): Promise<IssuedTokens> {
	const tokens = await issue(stage, clientId);
	stage.n8n.addCredential('connected', 'dropboxSignSessionsOAuth2Api', {
		...stage.n8n.credentials.stored.get('client')?.data,
		clientId,
		grantType: 'authorizationCode',
		authentication: 'body',
		accessTokenUrl: `${stage.sandbox.dropboxSign}/oauth/token?refresh`,
		...changes,
		oauthTokenData: { ...tokens, token_type: 'Bearer' } as IDataObject as never,
	});
	return tokens;
}

/** A step of the Dropbox Sign node. */
export function step(operation: string, parameters: object = {}, credential = 'client'): Step {
	const [resource = '', name = ''] = operation.split(':');
	const isKey = credential.endsWith('key');
	return {
		type: 'dropboxSign',
		credentials: { [isKey ? 'dropboxSignSessionsApi' : 'dropboxSignSessionsOAuth2Api']: credential },
		parameters: {
			authentication: isKey ? 'apiKey' : 'oAuth2',
			resource,
			operation: name,
			...parameters,
		},
	};
}

/** Runs steps on one empty item. */
export const run = async ({ n8n }: TestBed, ...steps: Step[]): Promise<StepResult> =>
	await n8n.run([{}], ...steps);

/** The first item that comes of steps. */
export const one = async (stage: TestBed, ...steps: Step[]): Promise<IDataObject> =>
	(await run(stage, ...steps)).json[0] as IDataObject;

/** A resource locator for an API app. */
export const app = (clientId: string, mode = 'id') => ({
	apiAppId: { __rl: true, mode, value: clientId },
});

/** A consent given in the browser: what Get Authorization URL returned, and the address it led back to. */
export async function consent(stage: TestBed, credential = 'client') {
	const asked = await one(stage, step('token:getAuthorizationUrl', { redirectUri: CALLBACK }, credential));
	const answer = await fetch(String(asked.url), { redirect: 'manual' });
	return { state: String(asked.state), callback: String(answer.headers.get('location')) };
}
