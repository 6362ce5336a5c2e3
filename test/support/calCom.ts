import type { IDataObject } from 'n8n-workflow';
import { openTestBed, type TestBed } from './testBed';
import type { Step } from './testN8n';

/** The redirect URI of all clients. */
export const CALLBACK = 'https://app.example.com/callback';

/** The secret of the platform client `shop`. */
export const PLATFORM_SECRET = 'mustnotleak-platform-secret';

/** The web session of ada at app.cal.com. */
export const COOKIE = 'mustnotleak-web-session-of-ada';
const CONFIDENTIAL_SECRET = 'mustnotleak-confidential-secret';

/** A Cal.com sandbox and an n8n with the packed package, for one test file. Whatever is secret holds the word "mustnotleak". */
interface CalComStage extends TestBed {
	/** The control routes that only Cal.com has. */
	put: (path: string, body: object) => Promise<IDataObject>;
	post: (path: string, body: object) => Promise<IDataObject>;
	/** The id of the user whom the client of the credential `platform` manages. */
	userId: string;
}

/**
 * Opens a test bed with people, organizations and clients, and credentials for them: `ada` (owner), `milo` (member),
 * `solo` (no organization), `plain` (no platform plan) and `nobody` by API keys; `platform`, `impostor` and
 * `stranger`; `confidential`, `wrong secret`, `public`, `wrong type` and `unknown` by OAuth2; `managed`.
 */
export function setCalComStage(): CalComStage {
	const bed = openTestBed('calcom', async () => await seedSandbox(stage));
	const stage: CalComStage = Object.assign(bed, {
		put: async (path: string, body: object) => await bed.control.send<IDataObject>('PUT', path, body),
		post: async (path: string, body: object) => await bed.control.send<IDataObject>('POST', path, body),
		userId: '',
	});
	return stage;
}

async function seedSandbox(stage: CalComStage) {
	const { put, sandbox } = stage;
	const [redirectUris, baseUrl] = [[CALLBACK], sandbox.calCom];
	await put('/users/ada', {
		organizationId: 1,
		role: 'OWNER',
		apiKey: 'cal_canary_ada',
		sessionCookie: COOKIE,
	});
	await put('/users/milo', { organizationId: 1, role: 'MEMBER', apiKey: 'cal_canary_milo' });
	await put('/users/solo', { apiKey: 'cal_canary_solo' });
	await put('/organizations/2', { isPlatform: false });
	await put('/users/plain', { organizationId: 2, role: 'OWNER', apiKey: 'cal_canary_plain' });
	await put('/platform-clients/shop', { secret: PLATFORM_SECRET, redirectUris });
	await put('/oauth2-clients/secretive', { secret: CONFIDENTIAL_SECRET, redirectUris });
	await put('/oauth2-clients/open', { redirectUris });

	const key = (name: string) =>
		stage.n8n.addCredential(name, 'calComSessionsApi', { baseUrl, apiKey: `cal_canary_${name}` });
	['ada', 'milo', 'solo', 'plain', 'nobody'].forEach(key);
	const platform = { baseUrl: `${baseUrl}/v2/`, clientId: 'shop', clientSecret: PLATFORM_SECRET };
	stage.n8n.addCredential('platform', 'calComSessionsPlatformApi', platform);
	stage.n8n.addCredential('impostor', 'calComSessionsPlatformApi', {
		...platform,
		clientSecret: 'mustnotleak-wrong',
	});
	stage.n8n.addCredential('stranger', 'calComSessionsPlatformApi', { ...platform, clientId: 'unknown' });
	const oauth2 = { baseUrl, appUrl: baseUrl, clientSecret: CONFIDENTIAL_SECRET };
	stage.n8n.addCredential('confidential', 'calComSessionsOAuth2Api', { ...oauth2, clientId: 'secretive' });
	stage.n8n.addCredential('wrong secret', 'calComSessionsOAuth2Api', {
		...oauth2,
		clientId: 'secretive',
		clientSecret: 'mustnotleak-wrong',
	});
	stage.n8n.addCredential('public', 'calComSessionsOAuth2Api', {
		...oauth2,
		clientId: 'open',
		grantType: 'pkce',
	});
	stage.n8n.addCredential('wrong type', 'calComSessionsOAuth2Api', { ...oauth2, clientId: 'open' });
	stage.n8n.addCredential('unknown', 'calComSessionsOAuth2Api', { ...oauth2, clientId: 'unknown' });

	const mia = await stage.post('/platform-clients/shop/users', { email: 'mia@example.com', name: 'Mia' });
	stage.userId = String(mia.id);
	stage.n8n.addCredential('managed', 'calComSessionsPlatformUserApi', { ...platform, userId: stage.userId });
}

const TYPES: Record<string, string> = {
	managedUser: 'calComSessionsPlatformApi',
	platformToken: 'calComSessionsPlatformApi',
	oAuth2Token: 'calComSessionsOAuth2Api',
};
const CHOSEN: Record<string, string> = {
	apiKey: 'calComSessionsApi',
	oAuth2: 'calComSessionsOAuth2Api',
	managedUser: 'calComSessionsPlatformUserApi',
	platform: 'calComSessionsPlatformApi',
};
const DEFAULTS: Record<string, string> = {
	calComSessionsApi: 'ada',
	calComSessionsPlatformApi: 'platform',
	calComSessionsOAuth2Api: 'confidential',
	calComSessionsPlatformUserApi: 'managed',
};

/** A step of the Cal.com node, with the credential named or the one that fits. */
export function step(name: string, parameters: IDataObject = {}, credential?: string): Step {
	const [resource = '', operation = ''] = name.split(':');
	const chosen = parameters.authentication;
	const type = TYPES[resource] ?? CHOSEN[String(chosen ?? 'apiKey')] ?? '';
	return {
		type: 'calCom',
		credentials: { [type]: credential ?? DEFAULTS[type] ?? '' },
		parameters: { resource, operation, ...parameters } as Step['parameters'],
	};
}

/** What the tests of one file do with a stage. */
export function actorsOf(stage: CalComStage) {
	const run = async (...steps: Step[]) => await stage.n8n.run([{}], ...steps);
	const one = async (...steps: Step[]) => (await run(...steps)).json[0] as IDataObject;

	/** An OAuth2 consent given in the browser, back to the callback URL. */
	const consent = async (credential = 'confidential', parameters: IDataObject = {}) => {
		const asked = await one(
			step('oAuth2Token:getAuthorizationUrl', { redirectUri: CALLBACK, ...parameters }, credential),
		);
		const answer = await fetch(String(asked.url), { redirect: 'manual' });
		const code = String(answer.headers.get('location'));
		return { redirectUri: CALLBACK, code, codeVerifier: asked.codeVerifier ?? '' };
	};
	const connected = async (credential = 'confidential') =>
		await one(step('oAuth2Token:exchangeCode', await consent(credential), credential));
	const platformCode = async () =>
		String((await stage.post('/codes', { flow: 'platform', clientId: 'shop', username: 'ada' })).code);
	const platformTokens = async () =>
		await one(step('platformToken:exchangeCode', { code: await platformCode() }));
	return { run, one, consent, connected, platformCode, platformTokens };
}
