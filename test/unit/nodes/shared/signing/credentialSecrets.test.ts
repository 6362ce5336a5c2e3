import { credentialSecrets } from '../../../../../nodes/shared/signing/credentialSecrets';

describe('secrets in a credential', () => {
	it('are those whose names say so, in tokens and stored sessions too', () => {
		const credential = {
			username: 'ada',
			password: 'mustnotleak-1',
			clientId: 'id',
			clientSecret: 'mustnotleak-2',
			accessTokenUrl: 'https://example.com/token',
			oauthTokenData: { access_token: 'mustnotleak-3', token_type: 'Bearer', scope: 'all', expires_in: 60 },
			session: '{"refreshToken":"mustnotleak-4","tokenType":"Bearer"}',
			apiKey: '',
		};
		expect(credentialSecrets(credential)).toEqual([
			'mustnotleak-1',
			'mustnotleak-2',
			'mustnotleak-3',
			'mustnotleak-4',
		]);
	});

	it.each([
		['password', 'pass'],
		['clientSecret', 'pass'],
		['apiKey', 'pass'],
		['Cookie', 'pass'],
		['webSession', 'pass'],
		['refresh_token', 'pass'],
		['password', '{"curly'],
		['password', '[1234]'],
		['password', '{}'],
		['apiKey', '["1"'],
	])('in a field %s holding %j, that is secret', (name, value) => {
		expect(credentialSecrets({ [name]: value })).toEqual([value]);
	});

	it('is also known as it is sent, without what was pasted around it', () => {
		expect(credentialSecrets({ apiKey: ' "Bearer demo-key"\n' })).toEqual([
			' "Bearer demo-key"\n',
			'demo-key',
		]);
		expect(credentialSecrets({ apiKey: 'x'.repeat(70_000) })).toHaveLength(1);
	});

	it.each([
		['tokenType', 'Bearer'],
		['token_type', 'Bearer'],
		['accessTokenUrl', 'http://a.example'],
		['username', 'ada'],
		['password', ''],
		['password', null],
		['useToken', true],
	])('in a field %s holding %j, nothing is', (name, value) => {
		expect(credentialSecrets({ [name]: value })).toEqual([]);
	});

	it.each([
		['secrets in a list', { keys: ['k1', 'k2', ['k3']] }, ['k1', 'k2', 'k3']],
		['secrets in stored JSON', { session: ' {"tokens":{"refreshToken":"r"},"fingerprint":"f"}' }, ['r']],
		['secrets in JSON in JSON', { data: JSON.stringify({ more: JSON.stringify({ password: 'p' }) }) }, ['p']],
	])('finds %s', (_, credential, secrets) => {
		expect(credentialSecrets(credential)).toEqual(secrets);
	});
});
