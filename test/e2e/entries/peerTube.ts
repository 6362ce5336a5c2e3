import { type Entry, inCamelCase, spendsTokens } from '../entry';

const PASSWORD = 'demo-password-of-the-row';

/** An account with a second factor. Sign-ins are not limited here, and revoked tokens are dead at once. */
export const entries: Entry[] = [
	{
		type: 'peerTubeSessionsApi',
		kind: 'session',
		provider: 'peerTube',
		lifetime: (accessTokenSeconds) => ({ accessTokenSeconds }),
		settings: { apiLimit: 1_000_000, signInLimit: 1_000_000, signInWindowSeconds: 1, revokeDelayMs: 0 },
		wrong: { password: 'not the password' },
		createAccount: async ({ send, settings }, { peerTube }, username) => {
			const otpSecret = 'MRSW23ZAOR3W6LLGMFRXI33SEBZWKY3SMV2A';
			await send('PUT', `/users/${username}`, { password: PASSWORD, otpSecret });
			return {
				data: { instanceUrl: peerTube, username, password: PASSWORD, twoFactorSecret: otpSecret },
				expire: async () => await send('POST', '/tokens/expire', { username }),
				revoke: async () => await send('POST', '/tokens/revoke', { username }),
				openSession: async (name) => {
					await send('PUT', `/users/${name}`, { password: PASSWORD });
					return { ...inCamelCase(await send('POST', '/tokens', { username: name })), server: peerTube };
				},
				endSession: async (name) => await send('POST', '/tokens/revoke', { username: name }),
				changeSecret: async () => {
					await send('PUT', `/users/${username}`, { password: `${PASSWORD} new`, otpSecret });
					return { password: `${PASSWORD} new` };
				},
				moveServer: async () => {
					const instanceUrl = peerTube.replace('127.0.0.1', 'localhost');
					await settings({ host: new URL(instanceUrl).host });
					return { instanceUrl };
				},
			};
		},
		node: {
			type: 'peerTube',
			parameters: { resource: 'user', operation: 'getCurrent', actFor: 'credential' },
			shows: 'username',
		},
		spends: spendsTokens('session', { actFor: 'fields', instanceUrl: '={{ $json.server }}' }),
		http: { url: ({ peerTube }) => `${peerTube}/api/v1/users/me`, shows: 'username' },
		serverField: 'instanceUrl',
		tokenPath: '/api/v1/users/token',
		apiPath: '/api/v1/users/me',
	},
];
