import fc from 'fast-check';
import { readAddresses, readWords } from '../../../oauth/lists';
import { problemOf } from '../../support/dialects';

const field = { subject: 'The field "Scopes"', hint: 'Nothing was sent.' };
const A = 'https://a.example/cb';
const B = 'myapp:/cb';

describe('the words of a field', () => {
	it.each([
		['', []],
		[undefined, []],
		[null, []],
		[' \n,', []],
		['a b', ['a', 'b']],
		['a, b', ['a', 'b']],
		['a,b;c', ['a', 'b', 'c']],
		['a\r\nb\n', ['a', 'b']],
		['a\u00a0\u200bb', ['a', 'b']],
		['"a", "b"', ['a', 'b']],
		['["a","b"]', ['a', 'b']],
		[' ["a b", 1]\n', ['a', 'b', '1']],
		[
			['a', 'b'],
			['a', 'b'],
		],
		[
			['a', '', null, 'b c'],
			['a', 'b', 'c'],
		],
		[42, ['42']],
		['a，b、c；d', ['a', 'b', 'c', 'd']],
		['- a\n- b', ['a', 'b']],
		['1. a\r\n2. b', ['a', 'b']],
		['•a\n•b', ['a', 'b']],
		['* a', ['*', 'a']],
	])('%j are %j', (value, words) => expect(readWords(value, field)).toEqual(words));

	it.each([
		[{ a: 1 }, 'is not text'],
		[[{ a: 1 }], 'is not text'],
		[[['a']], 'is not text'],
		[[2 ** 60], 'is a number that has lost digits'],
		['[object Object]', 'is not a list that can be read'],
		['[a, b]', 'is not a list that can be read'],
		['["a"', 'is not a list that can be read'],
		['{"a":1}', 'is not a list that can be read'],
		['"a, b', 'is not a list that can be read'],
		['a '.repeat(60_000), 'is too long'],
		[Array(60_000).fill('ab'), 'is too long to be a list'],
	])('%j are none, by the name of the field', (value, message) => {
		const problem = problemOf(() => readWords(value, field));
		expect(problem).toMatchObject({ kind: 'input', description: expect.stringContaining(field.hint) });
		expect(problem?.message).toContain(`${field.subject} ${message}`);
	});
});

describe('the addresses of a field', () => {
	it.each([
		[`${A}, ${B}`, [A, B]],
		[`${A},${B};\n${A},`, [A, B, A]],
		[`${A}\n${B}`, [A, B]],
		[`"${A}","${B}"`, [A, B]],
		[`<${A}>; <${B}>`, [A, B]],
		[`${A}，${B}`, [A, B]],
		[`- ${A}\n- ${B}`, [A, B]],
		[`${A}?next=${A}`, [`${A}?next=${A}`]],
		[
			[`${A}?x=a,b`, B],
			[`${A}?x=a,b`, B],
		],
		[[`${A},\n${B}`], [A, B]],
		[JSON.stringify([`${A}?x=a,b`]), [`${A}?x=a,b`]],
		['app.example/cb', ['app.example/cb']],
	])('%j are %j', (value, addresses) => expect(readAddresses(value, field)).toEqual(addresses));

	it.each([`${A}?x=a,b`, `${A},b.example/cb`, `${A} b.example/cb`, `${A} and ${A}`, `${A}${A}`, `1. ${A}`])(
		'%j may be one or two, and are none',
		(value) => {
			expect(problemOf(() => readAddresses(value, field))).toMatchObject({
				kind: 'input',
				message: expect.stringContaining('holds something else than whole addresses'),
			});
		},
	);
});

const word = fc.stringMatching(/^[\w:.*@+-]{1,12}$/);
const address = fc
	.tuple(
		fc.constantFrom('https://a.example/', 'myapp://cb?', 'com.example:/'),
		fc.stringMatching(/^[\w.~%&=?-]{0,12}$/),
	)
	.map(([start, rest]) => start + rest);

describe.each([
	['words', word, readWords],
	['addresses', address, readAddresses],
])('a list of %s', (_, element, read) => {
	const blank = fc.constantFrom('', ' ', '\n', '\u00a0', ' \r\n\t');
	const separator = fc.constantFrom(',', ', ', '\n', ';\n', ' ', ' , ');

	it('is the same however it is written', () => {
		fc.assert(
			fc.property(fc.array(element), separator, blank, (list, between, around) => {
				const forms = [list, JSON.stringify(list), list.join(between), around + list.join(between) + around];
				for (const form of forms) expect([form, read(form, field)]).toEqual([form, list]);
			}),
		);
	});

	it('is read, or refused by the name of its field, whatever it is', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (value) => {
				const problem = problemOf(() => {
					for (const each of read(value, field)) expect(each).toMatch(/^\S+$/);
				});
				if (problem) expect(problem.message).toContain(field.subject);
			}),
			{ numRuns: 500 },
		);
	});
});
