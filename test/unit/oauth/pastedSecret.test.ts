import fc from 'fast-check';
import { optionalSecret, pastedSecret, type SecretField } from '../../../oauth/pastedSecret';
import { problemOf } from '../../support/dialects';

const field: SecretField = { subject: 'The API key', hint: 'Enter the key.' };

/** `sample-key:` in base64. */
const BASIC = 'c2FtcGxlLWtleTo=';

describe('a token, key or secret, as people paste it', () => {
	it.each([
		['demo-key', 'demo-key'],
		[' demo-key\n', 'demo-key'],
		['\u00a0demo-key\u200b\ufeff', 'demo-key'],
		['demo\u200b-\u00adkey', 'demo-key'],
		['"demo-key"', 'demo-key'],
		['Bearer demo-key', 'demo-key'],
		['bearer  demo-key', 'demo-key'],
		['BEARER\u00a0demo-key', 'demo-key'],
		['Bearer Bearer demo-key', 'demo-key'],
		['Bearer "demo-key"', 'demo-key'],
		['"Bearer demo-key"', 'demo-key'],
		['Bearer <demo-key>', 'demo-key'],
		['Bearer%20demo-key', 'demo-key'],
		['Bot 123.demo', '123.demo'],
		['Basic demo-key', 'demo-key'],
		['Basic demo-key:', 'demo-key'],
		[`Basic ${BASIC}`, 'sample-key'],
		['Token demo-key', 'demo-key'],
		['Authorization: Bearer demo-key', 'demo-key'],
		['authorization:demo-key', 'demo-key'],
		['X-API-Token: demo-key', 'demo-key'],
		['x-cal-secret-key: demo-key', 'demo-key'],
		['"access_token": "demo-key",', 'demo-key'],
		['"token":"demo-key"', 'demo-key'],
		["'Authorization': 'Bearer demo-key'", 'demo-key'],
		['access_token=demo-key', 'demo-key'],
		['bot-token-of-mine', 'bot-token-of-mine'],
		['Object[1]', 'Object[1]'],
		['a.b-c_d~e+f/g==', 'a.b-c_d~e+f/g=='],
		['Bearerdemo', 'Bearerdemo'],
		['botanic-garden', 'botanic-garden'],
		['{x9!', '{x9!'],
		[42, '42'],
	])('%j is %j', (pasted, secret) => expect(pastedSecret(pasted, field)).toBe(secret));

	it.each([
		['', 'is empty'],
		[undefined, 'is empty'],
		[' \u200b"" ', 'is empty'],
		['Bearer', 'is nothing but the word Bearer'],
		['Bearer ', 'is nothing but the word Bearer'],
		['mustnot leak', 'has a space or a line break in it'],
		['"other": "mustnotleak",', 'has a space or a line break in it'],
		['"mustnot","leak"', 'holds more than it should'],
		['"mustnotleak"}', 'has a quotation mark at one end only'],
		['access_token=mustnot&token_type=leak', 'holds more than it should'],
		['https://a.example/?access_token=mustnotleak', 'holds more than it should'],
		['undefined', 'is nothing but the word undefined'],
		['Bearer null', 'is nothing but the word null'],
		['{{$json.mustnotleak}}', 'is an expression that was not computed: switch the field to Expression'],
		['{{ $json.mustnotleak }}', 'is an expression that was not computed: switch the field to Expression'],
		['********', 'is hidden by asterisks'],
		['mustnot\nleak', 'has a space or a line break in it'],
		['mustnot…leak', 'has a letter or sign in it that no such text has'],
		['"mustnotleak', 'has a quotation mark at one end only'],
		['{"token":"mustnotleak"}', 'is a piece of JSON'],
		['["mustnotleak"]', 'is a piece of JSON'],
		['Basic bXVzdDpub3RsZWFr', 'holds a user name and a password, in the form of a header'],
		[{ key: 'mustnotleak' }, 'is not text'],
		[2 ** 60, 'is a number that has lost digits'],
		['x'.repeat(70_000), 'is too long to be one'],
	])('%j is none, and is not repeated', (pasted, mistake) => {
		const problem = problemOf(() => pastedSecret(pasted, field));
		expect(problem).toMatchObject({ kind: 'input', message: `The API key ${mistake}` });
		expect(problem?.description).toContain('Enter the key.');
	});

	it('may be left out where that is allowed', () => {
		expect(optionalSecret(' \ufeff', field)).toBe('');
		expect(optionalSecret(undefined, field)).toBe('');
	});

	it.each(['two words', 'a"', '"b', "it's", 'a, b; c', '100% {odd} [signs] <', 'https://a.example', '*'])(
		'%j may be of a client',
		(text) => {
			expect(pastedSecret(` ${text}\n`, { ...field, isOfClient: true })).toBe(text);
		},
	);

	it.each(['mustnot\nleak', 'mustnötleak', '{"secret":"mustnotleak"}', 'undefined', '{{$json.mustnotleak}}'])(
		'%j is none of a client either',
		(text) => {
			const problem = problemOf(() => pastedSecret(text, { ...field, isOfClient: true }));
			expect(problem?.message).toMatch(/^The API key (?!.*mustnotleak)/);
		},
	);

	it('of another kind is told by the word before it', () => {
		const session = { ...field, notAfter: { bot: 'Use the other credential.' } };
		expect(problemOf(() => pastedSecret('Authorization: bot 123.demo', session))).toMatchObject({
			message: 'The API key begins with the word bot',
			description: 'Use the other credential.',
		});
	});

	const sign = fc.constantFrom(...'abcXYZ019-._~+/!#$%&*^|');
	const secret = fc
		.array(sign, { minLength: 1, maxLength: 40 })
		.map((signs) => `k${signs.join('')}=`)
		.filter((text) => !text.includes('%20'));
	const blank = fc
		.array(fc.constantFrom(...' \n\r\t\u00a0\u200b\u200d\u2060\ufeff\u3000\u00ad\u202a'), { maxLength: 5 })
		.map((signs) => signs.join(''));
	const word = fc.constantFrom('', 'Bearer ', 'bearer\t', 'Bot ', 'Authorization: Bearer ', 'TOKEN ');
	const marks = fc.constantFrom(['', ''], ['"', '"'], ["'", "'"], ['<', '>'], ['“', '”'], ['`', '`']);

	it('is read as meant, whatever stands around it', () => {
		fc.assert(
			fc.property(secret, word, marks, blank, blank, (text, before, [open, close], left, right) => {
				expect(
					pastedSecret(`${left}${open}${left}${before}${left}${text}${right}${close}${right}`, field),
				).toBe(text);
			}),
		);
	});

	it('is either one that can be sent as it is, or refused without being repeated', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.anything()), (pasted) => {
				const problem = problemOf(() => {
					const read = pastedSecret(pasted, field);
					expect(read).toMatch(/^[\x21-\x7e]+$/);
					expect(pastedSecret(read, field)).toBe(read);
				});
				if (problem) expect(problem.message).toMatch(/^The API key [a-z]/);
			}),
			{ numRuns: 1000 },
		);
	});
});
