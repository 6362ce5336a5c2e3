import { requestTokens } from '../../../oauth/tokenRequest';
import { answer, sample } from '../../support/dialects';

const { endpoints } = sample();
const dialect = sample({
	endpoints: {
		...endpoints,
		exchange: {
			method: 'POST',
			url: '{instanceUrl}/token',
			form: { grant_type: 'authorization_code', code: '{code}' },
			effect: 'nonIdempotent',
			purpose: 'exchange the code',
		},
	},
});
const server = { instanceUrl: 'https://sample.example' };
const fresh = { access_token: 'demo-access', expires_in: 60, token_type: 'bearer' };
const send = async () => answer(200, fresh);

describe('asking for tokens', () => {
	it('keeps the refresh token that was sent, where the answer has none', async () => {
		const tokens = await requestTokens(dialect, 'refresh', { ...server, refreshToken: 'demo-refresh' }, send);
		expect(tokens.refreshToken).toBe('demo-refresh');
	});

	it('makes up no refresh token, where none was sent', async () => {
		const inputs = { ...server, code: 'demo-code' };
		const tokens = await requestTokens(dialect, 'exchange', inputs, send);
		expect([tokens.accessToken, tokens.refreshToken]).toEqual(['demo-access', undefined]);
	});

	it('counts the life of a token from when it was asked for', async () => {
		let now = Date.UTC(2031, 0, 1);
		const slow = async () => {
			now += 5000;
			return await send();
		};
		const inputs = { ...server, refreshToken: 'demo-refresh' };
		const tokens = await requestTokens(dialect, 'refresh', inputs, slow, () => now);
		expect(tokens.expiresAt).toBe('2031-01-01T00:01:00.000Z');
	});
});
