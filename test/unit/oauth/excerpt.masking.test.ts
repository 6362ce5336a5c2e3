import fc from 'fast-check';
import { excerpt, withoutSecrets } from '../../../oauth/excerpt';

const SECRET = 's3cr/t+of=the&"cr<dent>ial é😀\\x';
const upperHex = (text: string) => text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
const lowerHex = (text: string) => text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toLowerCase());
const eachAs = (spell: (sign: string) => string) => (text: string) => [...text].map(spell).join('');
const eachUnitAs = (spell: (unit: number) => string) => (text: string) =>
	Array.from({ length: text.length }, (_, at) => spell(text.charCodeAt(at))).join('');
const hex4 = (code: number) => code.toString(16).padStart(4, '0');
const html = (text: string) =>
	text.replace(
		/[&<>"']/g,
		(sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }[sign]};`,
	);
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const form = (text: string) => new URLSearchParams({ v: text }).toString().slice(2);

const SPELLINGS: Record<string, (text: string) => string> = {
	'as it is': (text) => text,
	'in a URL': (text) => upperHex(encodeURIComponent(text)),
	'in a URL, in lower case': (text) => lowerHex(encodeURIComponent(text)),
	'in a URL within a URL': (text) => encodeURIComponent(encodeURIComponent(text)),
	'in a URL within one within one': (text) =>
		encodeURIComponent(encodeURIComponent(encodeURIComponent(text))),
	'in a URL, each byte': (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
	'in a form': form,
	'in JSON': json,
	'in JSON within JSON': (text) => json(json(text)),
	'in JSON with escaped slashes': (text) => json(text).replaceAll('/', '\\/'),
	'in JSON within JSON with escaped slashes': (text) => json(json(text).replaceAll('/', '\\/')),
	'in JSON, each sign in lower case': eachUnitAs((unit) => `\\u${hex4(unit)}`),
	'in JSON, each sign in upper case': eachUnitAs((unit) => `\\u${hex4(unit).toUpperCase()}`),
	'in JSON within JSON, each sign': (text) => json(eachUnitAs((unit) => `\\u${hex4(unit)}`)(text)),
	'in HTML': html,
	'in HTML within HTML': (text) => html(html(text)),
	'in HTML, each sign by its number': eachAs((sign) => `&#${sign.codePointAt(0)};`),
	'in HTML, each sign by its hexadecimal number': eachAs(
		(sign) => `&#x${sign.codePointAt(0)?.toString(16)};`,
	),
	'in HTML, each sign by an upper case number': eachAs(
		(sign) => `&#X${sign.codePointAt(0)?.toString(16).toUpperCase()};`,
	),
	'in HTML by names': (text) =>
		text
			.replaceAll('&', '&amp;')
			.replaceAll('/', '&sol;')
			.replaceAll('+', '&plus;')
			.replaceAll('=', '&equals;'),
	'in HTML within JSON': (text) => json(html(text)),
	'in JSON within HTML': (text) => html(json(text)),
	'in JSON within a URL': (text) => encodeURIComponent(json(text)),
	'in base64': (text) => Buffer.from(text).toString('base64'),
	'in base64url': (text) => Buffer.from(text).toString('base64url'),
	'behind an ID in base64': (text) => Buffer.from(`client-7:${text}`).toString('base64'),
	'behind a longer ID in base64': (text) => Buffer.from(`client-77:${text}`).toString('base64'),
	'behind a still longer ID in base64url': (text) => Buffer.from(`client-777:${text}`).toString('base64url'),
	'as a form in a Basic header': (text) => `Basic ${Buffer.from(`id:${form(text)}`).toString('base64')}`,
	'as a user name in a Basic header': (text) => `Basic ${Buffer.from(`${text}:`).toString('base64')}`,
};

describe('a secret is blanked out', () => {
	it.each(Object.entries(SPELLINGS))('%s', (_, spell) => {
		const text = `You sent ${spell(SECRET)}, which is wrong`;
		expect(withoutSecrets(text, [SECRET])).toMatch(/^You sent (Basic )?…, which is wrong$/);
	});

	it.each(Object.entries(SPELLINGS))('%s, among others and whatever it consists of', (_, spell) => {
		const secret = fc.stringMatching(/^[ -~]{12,60}$/);
		fc.assert(
			fc.property(secret, secret, (one, other) => {
				const text = `<p>${spell(one)}</p><p>${spell(other)}</p>`;
				const masked = withoutSecrets(text, [other, one]);
				for (const each of [one, other]) {
					expect(masked).not.toContain(each);
					if (spell(each).length > 12) expect(masked).not.toContain(spell(each).slice(4, -4));
				}
			}),
			{ numRuns: 40 },
		);
	});

	it('with all that belongs to it, however long, and also when it is cut off', () => {
		const long = 'Zr7_-'.repeat(10_000);
		expect(withoutSecrets(`a ${long} b`, [long])).toBe('a … b');
		expect(withoutSecrets(`a ${lowerHex(encodeURIComponent(`/${long}/`))} b`, [`/${long}/`])).toBe('a … b');
		expect(withoutSecrets(`a ${long.slice(0, 60)}... b`, [long])).toBe('a …... b');
		expect(withoutSecrets(`token=${Buffer.from(`id:${long}`).toString('base64')};`, [long])).toBe(
			'token=…;'.replace('token=…', '…'),
		);
	});

	it('where one begins within the other', () => {
		expect(withoutSecrets('xabcdefghijklx', ['abcdef', 'defghijkl'])).toBe('x…x');
		expect(withoutSecrets('abcd%2Fefgh', ['abcd', 'abcd/efgh'])).toBe('…');
		expect(withoutSecrets('%2Fabc', ['2Fabc'])).toBe('%…');
	});

	it('by an excerpt, also behind a megabyte and where the excerpt ends', () => {
		const secret = 'mustnotleak-0123456789-mustnotleak';
		for (let before = 100; before < 170; before++)
			expect(excerpt(`${'a '.repeat(before / 2)}${secret}`, [secret])).not.toContain('must');
		for (const before of [19_970, 19_990, 39_980, 249_980, 269_980, 1_000_000])
			expect(withoutSecrets(`${' '.repeat(before)}${secret}`, [secret])).not.toContain('mustnotleak');
	});
});

describe('no innocent word is blanked out', () => {
	const secrets = ['true', 'access_token', 'S256', 'Bearer', 'abc', '', 'password', 'refresh_token'];
	it.each([
		'{"active":true,"token_type":"Bearer","hint":"access_token","method":"S256"}',
		'abc password refresh_token false null',
	])('%s', (text) => expect(withoutSecrets(text, secrets)).toBe(text));

	it.each([
		'This bot is private',
		'Bot verification required before private installation',
		'Bearer authentication required',
		'The Bearer access_token has expired',
		'Bearer error="invalid_token"',
		'Basic authentication is not supported; use Bearer tokens instead',
		'Bearer client_secret_basic',
		'The basic Multi-Factor-Authentication v2.0.1',
	])('%s', (text) => expect(excerpt(text)).toBe(text));
});

describe('what looks like a token behind the name of a scheme is blanked out', () => {
	it.each([
		['Authorization: Bearer s3cret-of-a-credential', 'Authorization: Bearer …'],
		['Bot 1470000000000000003.mnb2vcx4zlk6jh8gfd', 'Bot …'],
		['basic dXNlcjpwYXNz', 'basic …'],
		['Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl, it said', 'Bearer …, it said'],
		['Bearer abcdefghijklmnopqrstuvwxyz', 'Bearer …'],
		['"Bearer\tAbC123xyz456=="', '"Bearer …"'],
	])('%s', (text, clean) => expect(excerpt(text)).toBe(clean));
});
