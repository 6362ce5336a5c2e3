import fc from 'fast-check';
import { createState, readCallback, type ExpectedCallback } from '../../../oauth/authorization';
import { trimmed } from '../../../oauth/pastedText';
import { problemOf } from '../../support/dialects';

const ABSENT = 'The state that came back is missing';
const OTHER = 'its state is another one';
const NO_CODE = 'The callback URL holds no code';
const TWICE = 'more than once';
const NEITHER = 'holds neither a code nor a callback URL';
const PART = 'holds more than a callback URL, or a part of one';

/** What a Webhook node puts out. */
const webhook = (query: object) => ({ headers: { host: 'x' }, params: {}, query, body: {}, webhookUrl: 'x' });

const WITHOUT_VALUE = 'holds no code, but an expression without a value';

describe('a callback', () => {
	it.each<[unknown, ExpectedCallback, { code: string; state?: string }]>([
		['abc', {}, { code: 'abc' }],
		[' abc\n', {}, { code: 'abc' }],
		['"abc"', {}, { code: 'abc' }],
		['4/0A-b_c', {}, { code: '4/0A-b_c' }],
		['YWJj+/w==', {}, { code: 'YWJj+/w==' }],
		['/Wxyz', {}, { code: '/Wxyz' }],
		['abc', { returnedState: 's' }, { code: 'abc', state: 's' }],
		['abc', { returnedState: ' s ', state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?code=a%2Bb&state=s', { state: 's' }, { code: 'a+b', state: 's' }],
		['https://app.example/cb?code=abc', {}, { code: 'abc' }],
		[
			'https://app.example/cb?code=abc&state=s',
			{ state: 's', returnedState: 's' },
			{ code: 'abc', state: 's' },
		],
		['https://app.example/cb?state=s&code=abc#top', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?state=s&code=abc#_=_', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb#code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/#/cb?code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?x=1&x=2&code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?code=abc&state=a?b', { state: 'a?b' }, { code: 'abc', state: 'a?b' }],
		['https://app.example/cb?code=abc&amp;state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?code=abc&#38;state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?code=abc&amp;amp;state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?code=abc&amp%3Bstate=s', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?code=abc;state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?code=abc&error=', {}, { code: 'abc' }],
		['&code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['HTTPS://app.example/cb?CODE=abc&State=s', { state: 's' }, { code: 'abc', state: 's' }],
		['http://localhost:3000/?code=abc&state=other', {}, { code: 'abc', state: 'other' }],
		['http://[::1]:3000/?code=abc', {}, { code: 'abc' }],
		['com.example.app:/cb?code=abc', {}, { code: 'abc' }],
		['app.example/cb?code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['/cb?code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['?code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['state=s&code=abc', { state: 's' }, { code: 'abc', state: 's' }],
		['#code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['"https://app.example/cb?code=abc&state=s"', { state: 's' }, { code: 'abc', state: 's' }],
		['<https://app.example/cb?code=abc&state=s>', { state: 's' }, { code: 'abc', state: 's' }],
		['“code=abc&state=s”', { state: 's' }, { code: 'abc', state: 's' }],
		['\u200bhttps://app.example/cb?code=a\u200bbc\ufeff', {}, { code: 'abc' }],
		[
			'https%3A%2F%2Fapp.example%2Fcb%3Fcode%3Da%252Bb%26state%3Ds',
			{ state: 's' },
			{ code: 'a+b', state: 's' },
		],
		[
			'https%253A%252F%252Fapp.example%252Fcb%253Fcode%253Dabc%2526state%253Ds',
			{ state: 's' },
			{ code: 'abc', state: 's' },
		],
		['https://app.example/cb%3Fcode%3Dabc%26state%3Ds', { state: 's' }, { code: 'abc', state: 's' }],
		['a.b/c+d~e==', {}, { code: 'a.b/c+d~e==' }],
		['1.2/3', {}, { code: '1.2/3' }],
		['aB3.Xy9/z', {}, { code: 'aB3.Xy9/z' }],
		['[::1]:5678/cb?code=abc&state=s', { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?c%6Fde=abc&st%61te=s', { state: 's' }, { code: 'abc', state: 's' }],
		[1.5, {}, { code: '1.5' }],
		[{ code: 'abc', query: { code: 'abc', state: 's' } }, {}, { code: 'abc', state: 's' }],
		['code%3Dabc%26state%3Ds', { state: 's' }, { code: 'abc', state: 's' }],
		[{ code: 'abc', state: 's' }, { state: 's' }, { code: 'abc', state: 's' }],
		[{ code: 'a%2Bb', iss: null }, {}, { code: 'a%2Bb' }],
		['{"code":"abc","state":"s"}', { state: 's' }, { code: 'abc', state: 's' }],
		[webhook({ code: 'abc', state: 's' }), { state: 's' }, { code: 'abc', state: 's' }],
		[{ ...webhook({}), body: { code: 'abc', state: 's' } }, { state: 's' }, { code: 'abc', state: 's' }],
		['https://app.example/cb?code=old&x=1?code=abc', { isAppended: true }, { code: 'abc' }],
		[
			'https://app.example/cb?code=abc&iss=https%3A%2F%2Fas.example',
			{ isIssuer: (iss) => iss === 'https://as.example' },
			{ code: 'abc' },
		],
	])('%j with %j is read as %j', (pasted, expected, callback) => {
		expect(readCallback(pasted, expected)).toEqual(callback);
	});

	it.each<[unknown, ExpectedCallback, string]>([
		['', {}, 'The field "Code or Callback URL" is empty'],
		[' \u200b', {}, 'is empty'],
		[undefined, {}, 'is empty'],
		['abc', { state: 's' }, ABSENT],
		['abc', { state: 's', returnedState: 'S' }, OTHER],
		['https://app.example/cb?code=abc', { state: 's' }, ABSENT],
		['https://app.example/cb?code=abc&state=', { state: 's' }, ABSENT],
		['https://app.example/cb?code=a&code=', {}, TWICE],
		['https://app.example/cb?code=abc&state=S', { state: 's' }, OTHER],
		['https://app.example/cb?code=abc&state=S', { returnedState: 's' }, 'hold two states'],
		...[
			'app.example/cb?code=abc&state=WRONG',
			'?code=abc&state=WRONG',
			'code=abc&state=WRONG',
			'"https://app.example/cb?code=abc&state=WRONG"',
			'<https://app.example/cb?code=abc&state=WRONG>',
			'https%3A%2F%2Fapp.example%2Fcb%3Fcode%3Dabc%26state%3DWRONG',
			'https://app.example/cb#code=abc&state=WRONG',
			'https://app.example/cb?code=abc&amp;state=WRONG',
			'https://app.example/cb?error=access_denied&state=WRONG',
		].map((pasted): [unknown, ExpectedCallback, string] => [pasted, { state: 's' }, OTHER]),
		[{ code: 'abc', state: 'WRONG' }, { state: 's' }, OTHER],
		[webhook({ code: 'abc' }), { state: 's' }, ABSENT],
		['?error=access_denied', { state: 's' }, ABSENT],
		['?error=access_denied', {}, 'No consent was given: access_denied'],
		['error=access_denied&error_description=x', {}, 'No consent was given: access_denied'],
		[{ error: 'access_denied', state: 's' }, { state: 's' }, 'No consent was given: access_denied'],
		['https://app.example/cb?code=good&state=X&state=s', { state: 's' }, TWICE],
		['https://app.example/cb?code=evil&state=s&code=good', { state: 's' }, TWICE],
		['https://app.example/cb?code=evil&state=s#code=good', { state: 's' }, TWICE],
		['https://app.example/cb?code=evil&Code=good', {}, TWICE],
		['https://app.example/cb?code=evil&x=1?code=good', {}, TWICE],
		['https://app.example/cb?code=a&iss=x&iss=y', {}, TWICE],
		['https://app.example/cb?code=good&c%6fde=evil', {}, TWICE],
		['https://app.example/cb?code=good&code[]=evil', {}, TWICE],
		['https://app.example/cb?code=good&code%5B0%5D=evil', {}, TWICE],
		[{ query: { code: 'good' }, body: { code: 'evil' } }, {}, TWICE],
		['code=undefined&state=s', { state: 's' }, WITHOUT_VALUE],
		[{ code: 'null' }, {}, WITHOUT_VALUE],
		['https://app.example/cb?code={{$json.code}}', {}, WITHOUT_VALUE],
		['code:abc', {}, 'holds neither a code nor a callback URL'],
		['urn:ietf:wg:oauth:2.0:oob', {}, NO_CODE],
		['192.168.1.5/cb', {}, NO_CODE],
		[{ code: ['a', 'b'] }, {}, TWICE],
		[{ code: 'a', Code: 'b' }, {}, TWICE],
		['https://app.example/cb', { state: 's' }, NO_CODE],
		['app.example/cb', { state: 's' }, NO_CODE],
		['localhost:3000/cb', {}, NO_CODE],
		['myapp://cb', {}, NO_CODE],
		['https://', {}, NO_CODE],
		['https://app.example/cb?code=', {}, NO_CODE],
		['https://app.example/cb?code', {}, NO_CODE],
		['https://app.example/cb?state=s', { state: 's' }, NO_CODE],
		['null', {}, NEITHER],
		['undefined', {}, NEITHER],
		...[
			'https://app.example/cb?code=a+b',
			'https://app.example/cb?code=ab…',
			'https://app.example/cb?code=ab%00',
			'https://app.example/cb?code=abc%26state%3Ds',
		].map((pasted): [unknown, ExpectedCallback, string] => [pasted, {}, 'holds a code that got damaged']),
		[{ code: 'a b' }, {}, 'holds a code that got damaged'],
		['abc#s', {}, NEITHER],
		['a%2Fb', {}, NEITHER],
		['token=abc', {}, NEITHER],
		['two words', {}, NEITHER],
		['äbc', {}, NEITHER],
		['"abc', {}, NEITHER],
		['[abc]', {}, NEITHER],
		['[object Object]', {}, 'is not text'],
		['GET /cb?code=abc&state=s HTTP/1.1', {}, PART],
		['https://app.example/cb?code=abc\n&state=s', {}, PART],
		['https://app.example/cb?code=abc&state=s\\u0026x=y', {}, PART],
		['[here](https://app.example/cb?code=abc)', {}, PART],
		["'https://app.example/cb?code=abc", {}, PART],
		['https://app.example/cb?code=abc,', {}, PART],
		['https://app.example/cb?code=ab%', {}, 'that was cut off'],
		['https://app.example/cb?code=ab%ff', {}, 'that was cut off'],
		['https://app.example/cb?code=ab\ud83d', {}, 'half of a sign'],
		[`https://app.example/cb?code=${'a'.repeat(5000)}`, {}, 'is too long to be a callback URL'],
		[{ data: 1 }, {}, 'holds an object without a code'],
		[{ code: { a: 1 } }, {}, 'is not text'],
		[['abc'], {}, 'is not text'],
		[2 ** 60, {}, 'is a number that has lost digits'],
		[
			'https://app.example/cb?code=abc&iss=https%3A%2F%2Fevil.example',
			{ isIssuer: () => false },
			'The callback comes from another server',
		],
		['?error=x&iss=y', { isIssuer: () => false }, 'The callback comes from another server'],
		['?code=x', { isIssuer: (iss) => iss !== undefined }, 'it has no iss'],
	])('%j with %j is refused before the code is spent: %s', (pasted, expected, message) => {
		const problem = problemOf(() => readCallback(pasted, expected));
		expect(problem).toMatchObject({ kind: 'input', message: expect.stringContaining(message) });
		expect(problem?.description).toMatch(/The code was not spent\.|Nothing was sent\.|Ask again\./);
	});
});

describe('callback URLs', () => {
	const value = fc.string({ minLength: 1, unit: 'grapheme' });
	const aCode = fc
		.stringMatching(/^[\x21-\x7e]+$/)
		.filter((code) => !/[&?#;](?:code|state|error|iss)/i.test(code));
	const base = fc.oneof(
		fc.webUrl({ withQueryParameters: false, withFragments: false }),
		fc.constantFrom('myapp://cb', 'com.example.app:/cb', 'app.example/cb', '/cb', '', 'localhost:5678/x?a=b'),
	);
	const spelled = fc.constantFrom<Array<(url: string) => string>>(
		(url) => url,
		(url) => `"${url}"`,
		(url) => `<${url}>`,
		(url) => ` ${url}\n`,
		(url) => url.replaceAll('&', '&amp;'),
		encodeURIComponent,
	);
	const joined = (url: string, sign: string, query: string) =>
		url.includes('?') && sign === '?' ? `${url}&${query}` : `${url}${sign}${query}`;

	it('give back the code and the state that were put in, however they are spelled, and with no other state', () => {
		const sign = fc.constantFrom('?', '#');
		fc.assert(
			fc.property(base, sign, spelled, aCode, value, value, (url, at, spell, code, state, other) => {
				const query = new URLSearchParams({ code, state }).toString();
				fc.pre(trimmed(state) === state && ![state, ''].includes(trimmed(other)));
				const pasted = spell(joined(url, at, query));
				expect(readCallback(pasted, { state })).toEqual({ code, state });
				expect(problemOf(() => readCallback(pasted, { state: other }))).toMatchObject({ kind: 'input' });
			}),
		);
	});

	it('with anything said twice are refused', () => {
		fc.assert(
			fc.property(base, fc.constantFrom('code', 'state', 'iss'), value, value, (url, name, one, two) => {
				const query = new URLSearchParams([
					['code', 'c'],
					['state', 's'],
					['iss', 'i'],
					[name, one],
				]);
				query.append(name, two);
				const pasted = joined(url, '?', query.toString());
				expect(problemOf(() => readCallback(pasted, { state: 's' }))).toMatchObject({ kind: 'input' });
			}),
		);
	});

	it('and whatever else is pasted are read whole, or refused with words', () => {
		const start = fc.constantFrom(
			'',
			'http://',
			'https://',
			'https:///?',
			'?',
			'code=',
			'{"code":',
			'"',
			'%3Fcode%3D',
		);
		const sign = fc.constantFrom(...'abc?&#=%"<>[] \n/:;.,', 'code=', 'state=', '%3D', '&amp;', 'error');
		const rest = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.array(sign).map((signs) => signs.join('')),
		);
		fc.assert(
			fc.property(start, rest, (before, text) => {
				const pasted = before + text;
				const problem = problemOf(() => {
					const { code } = readCallback(pasted);
					expect(code).not.toBe('');
					// A code is what was pasted, or a parameter of that name.
					if (!/code(?:=|%|["']\s*:)/i.test(pasted)) expect(pasted).toContain(code);
					if (!/code/i.test(pasted)) expect(code).toMatch(/^[\x21-\x7e]+$/);
				});
				if (problem) expect(problem.kind).toBe('input');
			}),
			{ numRuns: 1000 },
		);
	});

	it('with a state that is expected are never read without it', () => {
		const sign = fc.constantFrom(
			...'abc?&#=%"<> \n/:',
			'code=',
			'state=',
			'%3D',
			'&amp;',
			'error',
			'%26state%3D',
		);
		fc.assert(
			fc.property(
				fc.array(sign).map((signs) => signs.join('')),
				(pasted) => {
					const problem = problemOf(() =>
						expect(readCallback(pasted, { state: 'unguessable' })).toHaveProperty('state', 'unguessable'),
					);
					expect(problem).toMatchObject({ kind: 'input' });
				},
			),
			{ numRuns: 1000 },
		);
	});
});

it('a state is another one each time, and fits into any address as it is', () => {
	const states = new Set(Array.from({ length: 100 }, createState));
	expect(states.size).toBe(100);
	for (const state of states) expect(state).toMatch(/^[\w-]{43}$/);
});
