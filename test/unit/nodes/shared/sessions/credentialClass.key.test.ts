import { signWithKey } from '../../../../../nodes/shared/sessions/credentialClass';
import type { ApiKeySignIn } from '../../../../../nodes/shared/signing/signIn';
import { serverUrl } from '../../../../../oauth/serverUrl';
import { sample } from '../../../../support/dialects';

const apiKey: ApiKeySignIn = {
	dialect: sample(),
	serverOf: ({ url }) => ({ baseUrl: serverUrl(url, { subject: 'The address', hint: 'Enter it.' }) }),
	kind: 'apiKey',
	type: 'sampleApi',
	signatureOf: ({ key }) => ({
		headers: { 'X-Key': String(key) },
		auth: { username: String(key), password: '' },
	}),
};

describe('a key', () => {
	const data = { url: 'https://good.example', key: 'k' };

	it('is put on a request to its own server, beside what that has', () => {
		const options = {
			url: '/x',
			method: 'POST' as const,
			headers: { a: 'b', 'X-Key': 'other' },
			body: { c: 1 },
		};
		expect(signWithKey(apiKey, data, options)).toEqual({
			url: 'https://good.example/x',
			method: 'POST',
			headers: { a: 'b', 'X-Key': 'k' },
			auth: { username: 'k', password: '' },
			body: { c: 1 },
			// n8n drops Authorization when a redirect leads elsewhere, and no other header.
			sendCredentialsOnCrossOriginRedirect: false,
			...{ disableFollowRedirect: true, followRedirect: false, followAllRedirects: false },
		});
	});

	it.each([
		[
			data,
			'https://evil.example/x',
			'belongs to https://good.example and is not sent to https://evil.example. Use a credential',
		],
		[{ ...data, url: 'http://good.example' }, '/x', 'is asked for over http'],
		[{ ...data, url: '' }, '/x', 'The address is empty. Enter it.'],
	])('of %j does not go to %s, and one message says why and what to do', (of, url, message) => {
		const sign = () => signWithKey(apiKey, of, { url });
		expect(sign).toThrow(message);
		expect(sign).toThrow(
			expect.objectContaining({ name: 'Error', cause: expect.objectContaining({ kind: 'input' }) }),
		);
	});
});
