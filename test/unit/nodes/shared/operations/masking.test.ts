import type { ItemContext } from '../../../../../nodes/shared/node/itemContext';
import { maskSecrets } from '../../../../../nodes/shared/operations/masking';
import { credentialSecrets } from '../../../../../nodes/shared/signing/credentialSecrets';

const item = (includeSecrets: boolean) => ({ flag: () => includeSecrets }) as unknown as ItemContext;
const answer = {
	id: '1',
	secret: 'mustnotleak-secret-abcd',
	nested: [{ secret: 'short' }],
	none: { secret: null },
};

describe('secrets in an answer', () => {
	it('show their end only, and nothing of short ones, however deep', () => {
		const masked = { id: '1', secret: '…abcd', nested: [{ secret: '…' }], none: { secret: null } };
		expect(maskSecrets(item(false), answer, ['secret'])).toEqual(masked);
	});

	it('are returned to those who ask', () => {
		expect(maskSecrets(item(true), answer, ['secret'])).toEqual(answer);
	});
});

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
