import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { peerTube } from '../../../../../nodes/PeerTube/peerTube.dialect';
import { renewSession, signWithSession } from '../../../../../nodes/shared/sessions/credentialClass';
import { allowedDomainsOf } from '../../../../../nodes/shared/signing/ownServerFields';
import type { SessionSignIn } from '../../../../../nodes/shared/signing/signIn';
import { keyOf } from '../../../../../oauth/memory';
import { isOAuthProblem } from '../../../../../oauth/problems';
import { serverUrl } from '../../../../../oauth/serverUrl';
import { movableTime } from '../../../../support/movableTime';

const time = movableTime();

const urlOf = (pasted: unknown) => serverUrl(pasted, { subject: 'The address', hint: 'Enter it.' });
const base = { dialect: peerTube, serverOf: ({ url }: { url?: unknown }) => ({ baseUrl: urlOf(url) }) };

const session: SessionSignIn = {
	...base,
	kind: 'session',
	serverField: 'url',
	type: 'sampleSessionApi',
	accountOf: ({ url, password }) => ({
		instanceUrl: urlOf(url),
		fingerprint: keyOf(String(url), String(password)),
		signInInputs: () => ({ username: 'alice', password: String(password) }),
	}),
};

/** n8n's helper before a server that issues tokens of an hour, by number, or answers as it is told. */
function server() {
	const paths: string[] = [];
	const told: { answer?: () => object } = {};
	let issued = 0;
	const httpRequest = async ({ url }: IHttpRequestOptions) => {
		const { pathname } = new URL(url);
		paths.push(pathname);
		const json = (body: object, statusCode = 200) => ({
			statusCode,
			headers: {},
			body: JSON.stringify(body),
		});
		if (pathname.endsWith('/local')) return json({ client_id: 'id', client_secret: 'secret' });
		if (told.answer) return told.answer();
		if (pathname.endsWith('/me')) return json({});
		return json({ access_token: `a${++issued}`, refresh_token: `r${issued}`, expires_in: 3600 });
	};
	return { paths, told, helper: { helpers: { httpRequest } } as unknown as IHttpRequestHelper };
}
const credential = () => ({
	url: `https://${randomUUID()}.example`,
	password: 'a password',
	accessToken: '',
});
const ME = '/api/v1/users/me';
const TOKEN = '/api/v1/users/token';

describe('a kept session', () => {
	it('begins when n8n is told that it needs to, is stored, and signs until it is due', async () => {
		const data = credential();
		const { paths, helper } = server();
		const sign = (of: object) =>
			signWithSession(session, of as typeof data, { url: ME, headers: { a: 'b' } });
		expect(() => sign(data)).toThrow(expect.objectContaining({ response: { status: 401 } }));
		const stored = { ...data, ...(await renewSession(session, helper, data)) };
		expect(paths).toEqual(['/api/v1/oauth-clients/local', TOKEN]);
		expect(sign(stored)).toMatchObject({
			url: data.url + ME,
			headers: { a: 'b', Authorization: 'Bearer a1' },
		});
		time.now += 3_540_000;
		expect(() => sign(stored)).toThrow('The PeerTube session has to be renewed');
		const renewed = { ...stored, ...(await renewSession(session, helper, stored)) };
		expect(sign(renewed).headers).toMatchObject({ Authorization: 'Bearer a2' });
		expect(JSON.stringify(renewed)).not.toMatch(/\ba1\b/);
	});

	it('is stored beside the expression for its server, which older n8n would store as computed', async () => {
		const stored = await renewSession(session, server().helper, {
			...credential(),
			allowedDomains: 'old.example',
		});
		expect(stored.allowedDomains).toBe(allowedDomainsOf('url'));
	});

	it('that is alive is looked at, and left as it is stored', async () => {
		const data = credential();
		const { paths, helper } = server();
		const stored = { ...data, ...(await renewSession(session, helper, data)) };
		expect(await renewSession(session, helper, stored)).toEqual({});
		expect(paths.slice(2)).toEqual([ME]);
	});

	it('that was renewed for a request signs it, however long n8n took to store it, and only that one', async () => {
		const data = credential();
		const { helper } = server();
		Object.assign(data, await renewSession(session, helper, data));
		time.now += 3_600_000;
		expect(signWithSession(session, data, { url: ME }).headers).toMatchObject({ Authorization: 'Bearer a1' });
		expect(() => signWithSession(session, data, { url: ME })).toThrow('has to be renewed');
	});

	it('that was renewed for a request signs it for no other account than its own', async () => {
		const data = credential();
		const { helper } = server();
		Object.assign(data, await renewSession(session, helper, data), { password: 'of somebody else' });
		expect(() => signWithSession(session, data, { url: ME })).toThrow('has to be renewed');
	});

	it('of another password is not used', async () => {
		const data = credential();
		const stored = { ...data, ...(await renewSession(session, server().helper, data)) };
		const edited = { ...stored, password: 'another' };
		expect(() => signWithSession(session, edited, { url: ME })).toThrow('has to be renewed');
	});

	it('is not put on a request to another server, and needs no renewal for that', () => {
		expect(() => signWithSession(session, credential(), { url: 'https://evil.example' })).toThrow(
			'is not sent to https://evil.example. Use a credential of that server',
		);
	});

	it.each([
		[
			'a wrong password',
			{ statusCode: 400, body: '{"code":"invalid_grant","detail":"no"}' },
			'does not know this user name and password. Check both',
		],
		['a failing server', { statusCode: 503, body: '' }, 'PeerTube failed while it was asked to sign in. '],
	])('that cannot begin for %s says why and what to do in one message', async (_, answer, message) => {
		const { told, helper } = server();
		told.answer = () => ({ headers: {}, ...answer });
		const error = await renewSession(session, helper, credential()).catch((thrown: Error) => thrown);
		expect(isOAuthProblem(error)).toBe(false);
		expect(error).toMatchObject({ message: expect.stringContaining(message) });
	});

	it.each([
		[{ url: 'http://good.example' }, 'is asked for over http'],
		[{ url: 'mistake' }, 'The address is not a web address. Enter it.'],
	])('of %j is not asked for', async (of, message) => {
		const { paths, helper } = server();
		await expect(renewSession(session, helper, { ...credential(), ...of })).rejects.toThrow(message);
		expect(paths).toEqual([]);
	});

	it('is asked for over http where the user allows it', async () => {
		const data = { ...credential(), allowPlainHttp: true };
		data.url = data.url.replace('https', 'http');
		expect(await renewSession(session, server().helper, data)).toMatchObject({ accessToken: 'a1' });
	});

	it('passes on what is no problem of ours as it is', async () => {
		const mistake = new TypeError('a mistake of ours');
		const broken: SessionSignIn = {
			...session,
			accountOf: () => {
				throw mistake;
			},
		};
		await expect(renewSession(broken, server().helper, credential())).rejects.toBe(mistake);
	});
});
