import { AccountApi, ApiAppApi, OAuthApi } from '@dropbox/sign';
import { current, legacy, useDropboxSign } from './dropboxsign.client';

/** Dropbox Sign's own SDK, as its project publishes it. */
const client = useDropboxSign();
const oauth = () => new OAuthApi(client.sandbox.dropboxSign);
const signedIn = <T extends AccountApi | ApiAppApi>(api: T, accessToken: string): T =>
	Object.assign(api, { accessToken });
const v3 = () => `${client.sandbox.dropboxSign}/v3`;
const grant = {
	grantType: 'authorization_code',
	clientId: current.client_id,
	clientSecret: current.client_secret,
};

const emailOf = async ({ accessToken = '' }: { accessToken?: string }) => {
	const { body } = await signedIn(new AccountApi(v3()), accessToken).accountGet();
	return body.account?.emailAddress;
};

describe("Dropbox Sign's published SDK takes the sandbox for Dropbox Sign", () => {
	it('exchanges a code, uses the token, refreshes it and uses the new one', async () => {
		const code = await client.code();
		const { body: tokens } = await oauth().oauthTokenGenerate({ ...grant, code, state: 'demo-state' });
		expect(tokens).toMatchObject({ tokenType: 'Bearer', expiresIn: 86400 });
		expect(await emailOf(tokens)).toBe('ada@example.com');
		const { body: refreshed } = await oauth().oauthTokenRefresh({
			...grant,
			grantType: 'refresh_token',
			refreshToken: tokens.refreshToken as string,
		});
		expect(await emailOf(refreshed)).toBe('ada@example.com');
	});

	it('refreshes without a client, where the app is an older one', async () => {
		const { refresh_token } = await client.tokens({ clientId: legacy.client_id });
		const { body } = await oauth().oauthTokenRefresh({
			grantType: 'refresh_token',
			refreshToken: refresh_token as string,
		});
		expect(body.accessToken).toBeTruthy();
	});

	it('lists API apps with an API key', async () => {
		const api = Object.assign(new ApiAppApi(v3()), { username: 'demo-api-key-ada' });
		const { body } = await api.apiAppList(1, 10);
		expect(body.apiApps?.map(({ clientId }) => clientId)).toContain(current.client_id);
	});

	it('understands refusals', async () => {
		const spent = oauth().oauthTokenGenerate({ ...grant, code: 'no-code', state: 'demo-state' });
		await expect(spent).rejects.toMatchObject({ statusCode: 400 });
		await expect(signedIn(new AccountApi(v3()), 'no-token').accountGet()).rejects.toMatchObject({
			statusCode: 401,
		});
	});
});
