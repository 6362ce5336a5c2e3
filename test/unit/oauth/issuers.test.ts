import { isIssuer } from '../../../oauth/issuers';
import { sample } from '../../support/dialects';

const endpoint = { method: 'GET', effect: 'safe', purpose: 'x' } as const;
const dialect = sample({
	endpoints: {
		authorize: { ...endpoint, url: '{webUrl}/authorize' },
		exchange: { ...endpoint, url: 'https://api.example/{version}/token' },
		probe: { ...endpoint, url: 'https://other.example/me' },
	},
});
const inputs = { webUrl: 'https://web.example/base' };

describe('the issuer of a callback (RFC 9207)', () => {
	it.each([
		['https://web.example', true],
		['https://web.example/tenant', true],
		['https://api.example/', true],
		['https://other.example', false],
		['https://web.example.evil.example', false],
		['https://web.example@evil.example', false],
		['web.example', false],
		['', false],
		[undefined, true],
	])('%s is of a host that was asked: %s', (iss, expected) =>
		expect(isIssuer(dialect, inputs, iss)).toBe(expected),
	);

	it.each([
		['https://web.example/base', true],
		['https://web.example/base/', false],
		['https://web.example', false],
		[undefined, false],
	])('%s is the one of the dialect: %s', (iss, expected) =>
		expect(isIssuer({ ...dialect, issuer: '{webUrl}' }, inputs, iss)).toBe(expected),
	);

	it('is none where nothing is known of the server', () => {
		expect(isIssuer(sample(), {}, 'https://web.example')).toBe(false);
	});
});
