import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { NodeError } from '../../nodes/shared/node/errors';
import {
	withCredential,
	newAccount,
	PASSWORD,
	startTestBed,
	withFields,
	TWO_FACTOR_SECRET,
} from '../support/peerTube';
import type { StepResult } from '../support/testN8n';

const stage = startTestBed();

/** Message, hint and item as n8n shows them, once it is sure that no secret is anywhere in the result. */
function shown(result: StepResult) {
	const { message, description, context } = (result.error ?? {}) as NodeError;
	expect(JSON.stringify([result, result.error?.stack, message, description])).not.toContain('mustnotleak');
	expect(JSON.stringify(result)).not.toContain(TWO_FACTOR_SECRET.slice(0, 20));
	return { message, hint: description, item: context?.itemIndex };
}

interface Case {
	account?: object;
	/** What the credential gets wrong. */
	credential?: () => object;
	before?: () => Promise<unknown>;
	/** Whether `before` also hits those who are signed in already. */
	isTrouble?: true;
	/** Whether only a credential can get it wrong. */
	mineOnly?: true;
	message: string;
	hint: string | RegExp;
}

/** One letter of two bytes, so that counting letters is not enough. */
const LONG_PASSWORD = `mustnotleak-é${'x'.repeat(60)}`;

const OTHER_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** An address that takes connections and does as told with them. */
async function rawServer(onData: (reply: (text: string) => void, close: () => void) => void) {
	const server: Server = createServer((socket) => {
		socket.on('error', () => undefined);
		socket.once('data', () =>
			onData(
				(text) => socket.end(text),
				() => socket.destroy(),
			),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const cases: Record<string, Case> = {
	'no instance URL': {
		credential: () => ({ instanceUrl: '={{ "" }}' }),
		message: 'The PeerTube instance URL is empty',
		hint: 'such as https://peertube.example.com',
	},
	'an instance URL that is no address': {
		credential: () => ({ instanceUrl: 'my tube' }),
		message: 'The PeerTube instance URL is not a web address',
		hint: 'such as https://peertube.example.com',
	},
	'an instance URL where nothing listens': {
		credential: () => ({ instanceUrl: 'http://127.0.0.1:9' }),
		message: 'PeerTube at 127.0.0.1:9 cannot be reached: nothing listens at this address',
		hint: 'Check the address',
	},
	'a host name that does not exist': {
		credential: () => ({ instanceUrl: 'https://no-such-host.invalid' }),
		message: 'PeerTube at no-such-host.invalid cannot be reached: its host name is not known',
		hint: 'Check the address',
	},
	'https where the server speaks http': {
		credential: () => ({ instanceUrl: stage.sandbox.peerTube.replace('http:', 'https:') }),
		message: 'cannot be reached: it does not speak this protocol; try https in place of http',
		hint: 'Check how the address of the server begins',
	},
	'localhost in place of 127.0.0.1': {
		credential: () => ({ instanceUrl: stage.sandbox.peerTube.replace('127.0.0.1', 'localhost') }),
		message: 'This is not the address that the PeerTube instance calls its own',
		hint: /localhost in place of 127\.0\.0\.1 is another one\./,
	},
	'an instance that refuses the Host': {
		before: async () => await stage.control.settings({ host: 'tube.example' }),
		message: 'This is not the address that the PeerTube instance calls its own',
		hint: /Enter the instance URL exactly as the instance calls itself.*Getting client tokens for host/,
	},
	'a wrong password': {
		account: { password: 'another password' },
		message: 'PeerTube does not know this user name and password',
		hint: /Check both by signing in on the website.*\(invalid_grant, HTTP 400\)/,
	},
	'an unknown user': {
		credential: () => ({ username: 'nobody-at-all' }),
		message: 'PeerTube does not know this user name and password',
		hint: 'Check both',
	},
	'no two-factor secret': {
		account: { otpSecret: TWO_FACTOR_SECRET },
		message: 'This PeerTube account asks for a two-factor code',
		hint: /Add the two-factor secret.*\(missing_two_factor, HTTP 401\)/,
	},
	'a wrong two-factor secret': {
		account: { otpSecret: TWO_FACTOR_SECRET },
		credential: () => ({ twoFactorSecret: OTHER_SECRET }),
		message: 'PeerTube did not accept the two-factor code',
		hint: /the clock of the machine.*\(invalid_two_factor, HTTP 400\)/,
	},
	'a two-factor code in place of the secret': {
		account: { otpSecret: TWO_FACTOR_SECRET },
		credential: () => ({ twoFactorSecret: '123 456' }),
		message: 'is a code, and not the secret',
		hint: 'not a code of six digits',
	},
	'a password of more than 72 bytes': {
		account: { password: LONG_PASSWORD },
		credential: () => ({ password: LONG_PASSWORD }),
		message: 'PeerTube takes no password of more than 72 bytes, and this one has more',
		hint: /Check that nothing but the password was entered.*set a shorter one.*\(Error, HTTP 400\)/,
	},
	'an account that signs in through another service': {
		account: { pluginAuth: 'peertube-plugin-oidc' },
		message: 'PeerTube does not know this user name and password',
		hint: /has no password: Log In takes an external auth token for it\./,
	},
	'too many failed sign-ins, on PeerTube 8.3': {
		account: { password: 'another password' },
		before: async () => await stage.control.settings({ version: '8.3.0', accountFailureLimit: 0 }),
		message: 'PeerTube has locked this account for a while after too many failed sign-ins',
		hint: /Wait, then check user name.*\(too_many_login_failures, HTTP 429\)/,
	},
	'a blocked account on PeerTube 7': {
		account: { blocked: true },
		before: async () => await stage.control.settings({ version: '7.3.0' }),
		message: 'PeerTube does not let this account in: it is blocked',
		hint: 'Ask a moderator',
	},
	'a blocked account': {
		account: { blocked: true },
		message: 'This PeerTube account is blocked',
		hint: /Ask a moderator.*account_blocked/,
	},
	'an e-mail address not verified': {
		account: { emailVerified: false },
		message: 'The e-mail address of this PeerTube account is not verified',
		hint: 'Follow the link',
	},
	'a registration that waits': {
		account: { registration: 'pending' },
		message: 'This PeerTube account is waiting for approval',
		hint: 'A moderator of the instance has to accept',
	},
	'a registration that was rejected': {
		account: { registration: 'rejected' },
		message: 'The registration of this PeerTube account was rejected',
		hint: 'Ask a moderator',
	},
	'a credential without a password': {
		credential: () => ({ password: '={{ null }}' }),
		mineOnly: true,
		message: 'The PeerTube credential has no password',
		hint: 'Nothing was sent.',
	},
	'the sign-in limit': {
		isTrouble: true,
		before: async () => await stage.control.settings({ signInLimit: 0 }),
		message: 'The PeerTube instance has reached its limit of sign-ins from this address',
		hint: /Try again in \d+ (seconds|minutes), at .* UTC\..*Too many requests, please try again later/,
	},
	'a server that answers HTML': {
		isTrouble: true,
		before: async () => await stage.control.fault({ kind: 'html', status: 200, times: 99 }),
		message: 'does not answer like a PeerTube server',
		hint: 'Check the address',
	},
	'a server that answers something else in JSON': {
		isTrouble: true,
		before: async () => await stage.control.fault({ kind: 'wrongShape', times: 99 }),
		message: 'does not answer like a PeerTube server',
		hint: 'Check the address',
	},
	'a server that answers rubbish': {
		isTrouble: true,
		before: async () => await stage.control.fault({ kind: 'invalidJson', times: 99 }),
		message: 'does not answer like a PeerTube server',
		hint: 'Check the address',
	},
	'a server that answers nothing': {
		isTrouble: true,
		before: async () => await stage.control.fault({ kind: 'empty', times: 99 }),
		message: 'does not answer like a PeerTube server',
		hint: 'The answer was empty (HTTP 200).',
	},
	'a server that hangs up': {
		isTrouble: true,
		before: async () => await stage.control.fault({ kind: 'reset', times: 99 }),
		message: 'the connection broke before the answer was complete',
		hint: 'It is not known whether PeerTube did sign in, so it was not tried again.',
	},
	'a server that fails': {
		isTrouble: true,
		before: async () => await stage.control.fault({ kind: 'status', status: 503, retryAfter: 1, times: 99 }),
		message: 'PeerTube failed while it was asked to',
		hint: /The fault lies with the server.*Try again in 1 second,/,
	},
	'a server that redirects': {
		isTrouble: true,
		before: async () =>
			await stage.control.fault({ kind: 'redirect', location: 'https://tube.example/x?y=z', times: 99 }),
		message: 'redirects to https://tube.example instead of answering',
		hint: 'Redirects are not followed',
	},
};

describe.each(Object.keys(cases))('%s', (name) => {
	const { account, credential, before, isTrouble, mineOnly, message, hint } = cases[name] as Case;
	const hintMatches = typeof hint === 'string' ? expect.stringContaining(hint) : expect.stringMatching(hint);

	if (!mineOnly)
		it('is explained to one who signs in with fields', async () => {
			const username = await newAccount(stage, account);
			const { instanceUrl = stage.sandbox.peerTube, ...changed } = (credential?.() ?? {}) as Record<
				string,
				string
			>;
			await before?.();
			const result = await stage.n8n.run(
				[{}],
				withFields('session:logIn', instanceUrl, {
					username: changed.username ?? username,
					password: changed.password ?? PASSWORD,
					options: { twoFactorSecret: changed.twoFactorSecret ?? '' },
				}),
			);
			expect(shown(result)).toEqual({
				message: expect.stringContaining(message),
				hint: hintMatches,
				item: 0,
			});
		});

	it('is explained to one who uses a credential, and nothing is stored', async () => {
		const username = await newAccount(stage, account, credential?.());
		await before?.();
		const result = await stage.n8n.run([{}], withCredential('user:getCurrent', username));
		expect(shown(result)).toEqual({ message: expect.stringContaining(message), hint: hintMatches, item: 0 });
		expect(stage.n8n.credentials.stored.get(username)?.writes).toBe(0);
	});

	if (!isTrouble) return;

	it('leaves a stored session untouched', async () => {
		const username = await newAccount(stage);
		await stage.n8n.run([{}], withCredential('user:getCurrent', username));
		const session = stage.n8n.credentials.stored.get(username)?.data;
		await stage.control.expire(username);
		await before?.();
		shown(await stage.n8n.run([{}], withCredential('user:getCurrent', username)));
		expect(session?.accessToken).toEqual(expect.any(String));
		expect(stage.n8n.credentials.stored.get(username)?.data).toEqual(session);
	});
});

describe('numbers that are none', () => {
	it.each([
		['session:getMany', { options: { userId: 'alice' } }, 'The field "User ID" is not a whole number'],
		['session:getMany', { options: { userId: '..' } }, 'The field "User ID" is not a whole number'],
		['session:getMany', { limit: '={{ null }}' }, 'The field "Limit" is not a whole number above 0'],
		['session:getMany', { limit: '={{ 2.5 }}' }, 'The field "Limit" is not a whole number above 0'],
		['session:revoke', { sessionId: '-1' }, 'The field "Session" is not a whole number'],
		['session:revoke', { sessionId: '../..' }, 'The field "Session" is not a whole number'],
	])('%s with %j: %s', async (operation, parameters, message) => {
		const result = await stage.n8n.run([{}], withCredential(operation, await newAccount(stage), parameters));
		expect(shown(result)).toMatchObject({ message, item: 0 });
	});
});

describe('fields left empty', () => {
	it.each([
		['session:logIn', { username: '={{ $json.nothing }}', password: 'x' }, 'The field "Username" is empty'],
		['session:logIn', { username: 'x', password: '' }, 'The field "Password" is empty'],
		['session:refresh', { refreshToken: '={{ $json.nothing }}' }, 'The field "Refresh Token" is empty'],
		['session:logOut', { accessToken: '={{ $json.nothing }}' }, 'The field "Access Token" is empty'],
		['user:getCurrent', { accessToken: '={{ $json.nothing }}' }, 'The field "Access Token" is empty'],
	])('%s with %j: %s', async (operation, parameters, message) => {
		const result = await stage.n8n.run([{}], withFields(operation, stage.sandbox.peerTube, parameters));
		expect(shown(result)).toEqual({ message, hint: expect.stringContaining('Nothing was sent'), item: 0 });
		expect((await stage.control.counters()).requests).toEqual({});
	});
});

describe('dead and wrong tokens', () => {
	it.each([
		[
			'session:logIn',
			{ username: 'x', options: { externalAuthToken: 'never-issued' } },
			'PeerTube does not accept the external auth token',
		],
		['session:refresh', { refreshToken: 'never-issued' }, 'This PeerTube session is over'],
		['user:getCurrent', { accessToken: 'never-issued' }, 'PeerTube does not accept the access token'],
		['session:logOut', { accessToken: 'never-issued' }, 'PeerTube does not accept the access token'],
		['session:getMany', { accessToken: 'never-issued' }, 'PeerTube does not accept the access token'],
	])('%s with %j', async (operation, parameters, message) => {
		const result = await stage.n8n.run([{}], withFields(operation, stage.sandbox.peerTube, parameters));
		expect(shown(result)).toMatchObject({ message: expect.stringContaining(message), item: 0 });
		expect(JSON.stringify(result)).not.toContain('never-issued');
	});

	it.each([
		['session:getMany', {}, '7.0.0', 'This PeerTube instance cannot list sessions'],
		['session:getMany', {}, '7.2.0', 'This PeerTube instance cannot list sessions'],
		['session:revoke', { sessionId: '1' }, '7.0.0', 'This PeerTube instance cannot revoke single sessions'],
		[
			'session:getMany',
			{ options: { userId: '999' } },
			'7.3.0',
			'The PeerTube instance has no user with this ID',
		],
		[
			'session:getMany',
			{ options: { userId: '999' } },
			'8.2.1',
			'The PeerTube instance has no user with this ID',
		],
		[
			'session:getMany',
			{ options: { userId: '1' } },
			'7.3.0',
			'PeerTube shows the sessions of another user to administrators',
		],
		[
			'session:getMany',
			{ options: { userId: '1' } },
			'8.2.1',
			'PeerTube shows the sessions of another user to administrators',
		],
		[
			'session:revoke',
			{ options: { userId: '999' }, sessionId: '1' },
			'7.3.0',
			'PeerTube instance has no user with this ID',
		],
		[
			'session:revoke',
			{ options: { userId: '999' }, sessionId: '1' },
			'8.2.1',
			'PeerTube instance has no user with this ID',
		],
		[
			'session:revoke',
			{ options: { userId: '1' }, sessionId: '1' },
			'8.2.1',
			'only administrators and moderators revoke',
		],
		[
			'session:revoke',
			{ options: { userId: 'OWN' }, sessionId: '999' },
			'8.2.1',
			'or the user has no such session',
		],
	])('%s with %j on PeerTube %s: %s', async (operation, parameters, version, message) => {
		await stage.control.settings({ version });
		const username = await newAccount(stage);
		const [me] = (await stage.n8n.run([{}], withCredential('user:getCurrent', username))).json;
		const userId = 'options' in parameters ? parameters.options?.userId.replace('OWN', String(me?.id)) : '';
		const given = { ...parameters, options: { userId } };
		const result = await stage.n8n.run([{}], withCredential(operation, username, given));
		expect(shown(result)).toMatchObject({ message: expect.stringContaining(message), item: 0 });
		expect(JSON.stringify(result.error)).toContain('refused');
	});

	it.each([
		['8.2.1', 'root', 'no error'],
		['8.3.0', 'root', 'PeerTube lets moderators look after the sessions of plain users only'],
	])('a moderator of PeerTube %s lists the sessions of %s: %s', async (version, _, message) => {
		await stage.control.settings({ version });
		const moderator = await newAccount(stage, { role: 'Moderator' });
		const result = await stage.n8n.run(
			[{}],
			withCredential('session:getMany', moderator, { options: { userId: '1' } }),
		);
		expect(result.error?.message ?? 'no error').toContain(message);
	});

	it.each<[string, object, object, string, string]>([
		['another user name', {}, { username: 'root' }, 'belongs to another user name', '8.2.1'],
		['another plugin', { plugin: 'other' }, {}, 'does not sign in through the service that gave', '8.2.1'],
		['another plugin', { plugin: 'other' }, {}, 'belongs to another sign-in service than', '8.3.0'],
	])('an external auth token of %s', async (_, given, changed, message, version) => {
		await stage.control.settings({ version });
		const username = await newAccount(stage, { pluginAuth: 'peertube-plugin-oidc' });
		const externalAuthToken = await stage.control.externalAuthToken(username, given);
		const fields = { username, options: { externalAuthToken }, ...changed };
		const result = await stage.n8n.run([{}], withFields('session:logIn', stage.sandbox.peerTube, fields));
		expect(shown(result)).toMatchObject({ message: expect.stringContaining(message) });
		expect(JSON.stringify(result)).not.toContain(externalAuthToken);
	});

	it.each([
		['user:getCurrent', {}],
		['session:logOut', {}],
		['session:getMany', { options: { userId: '1' } }],
		['session:revoke', { options: { userId: '1' }, sessionId: '1' }],
	])('%s with an access token that is none to read', async (operation, parameters) => {
		const accessToken = 'mustnotleak"token';
		const step = withFields(operation, stage.sandbox.peerTube, { accessToken, ...parameters });
		const { message, hint } = shown(await stage.n8n.run([{}], step));
		expect(message).toBe('PeerTube cannot read the access token');
		expect(hint).toMatch(/^Check the access token for spaces, quotation marks/);
	});
});

it('a session that is over already counts as revoked', async () => {
	const username = await newAccount(stage);
	const result = await stage.n8n.run([{}], withCredential('session:revoke', username, { sessionId: '999' }));
	expect(result.json).toEqual([{ success: true, alreadyRevoked: true }]);
});

describe('a server that is no HTTP server', () => {
	it.each([
		[
			'breaks off in the middle',
			'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"a":',
			'the connection broke before the answer was complete',
		],
		['speaks something else', 'SSH-2.0-Server\r\n', 'what came back is not HTTP'],
	])('%s', async (_, reply, message) => {
		const { server, url } = await rawServer((send) => send(reply));
		const result = await stage.n8n.run([{}], withFields('session:getOAuthClient', url));
		server.close();
		expect(shown(result).message).toContain(message);
	});
});

describe('several items', () => {
	const items = [{ token: 'good' }, { token: 'bad' }, { token: 'good' }];
	const whoami = async (onError?: 'continueRegularOutput') => {
		const username = await newAccount(stage);
		const { json } = await stage.n8n.run(
			[{}],
			withFields('session:logIn', stage.sandbox.peerTube, { username, password: PASSWORD }),
		);
		const accessToken = `={{ $json.token === 'good' ? '${String(json[0]?.accessToken)}' : 'bad' }}`;
		return await stage.n8n.run(items, {
			...withFields('user:getCurrent', stage.sandbox.peerTube, { accessToken }),
			onError,
		});
	};

	it('name the one that failed, and those that had succeeded', async () => {
		const read = await whoami();
		expect(read.error).toMatchObject({
			description: expect.stringContaining('Of the other items, 2 had succeeded: 0, 2.'),
			context: { itemIndex: 1 },
		});
	});

	it('go on where the workflow says so, each with what it needs to be acted on', async () => {
		const read = await whoami('continueRegularOutput');
		expect(read.error).toBeUndefined();
		expect(read.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(read.json[1]).toEqual({
			error: {
				message: 'PeerTube does not accept the access token: it has expired or was revoked',
				hint: expect.stringContaining('Refresh the session, or sign in again.'),
				kind: 'refused',
				providerCode: 'invalid_token',
				retry: 'never',
				httpStatus: 401,
			},
		});
	});

	it('stop at the first that fails, one after the other, when they spend something', async () => {
		const username = await newAccount(stage);
		const rows = [{ password: PASSWORD }, { password: 'wrong' }, { password: PASSWORD }];
		const result = await stage.n8n.run(
			rows,
			withFields('session:logIn', stage.sandbox.peerTube, { username, password: '={{ $json.password }}' }),
		);
		expect(result.error).toMatchObject({ description: expect.stringContaining('1 had succeeded: 0.') });
		expect(await stage.control.counters()).toMatchObject({ tokenCalls: 2, inFlightMost: 1 });
	});

	it('read at most twenty at a time', async () => {
		const username = await newAccount(stage);
		await stage.n8n.run([{}], withCredential('user:getCurrent', username));
		await stage.control.settings({ apiLimit: 10_000 });
		await stage.control.fault({
			kind: 'status',
			status: 500,
			delayMs: 30,
			times: 60,
			path: '/api/v1/users/me',
		});
		await stage.n8n.run(
			Array.from({ length: 60 }, () => ({})),
			{
				...withCredential('user:getCurrent', username),
				onError: 'continueRegularOutput',
			},
		);
		expect((await stage.control.counters()).inFlightMost).toBe(20);
	});
});
