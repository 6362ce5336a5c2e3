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
});
