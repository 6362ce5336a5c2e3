import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { Parameters, tokenIn } from '../../../../../nodes/shared/node/parameters';
import { problemOf } from '../../../../support/dialects';

const given = (value: unknown) => new Parameters(() => value);
const text = (displayName: string, name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...more,
});
const OBJECT = { a: 1 };

describe('the parameters of an item', () => {
	it.each([
		['1470000000000000003', '1470000000000000003'],
		[' 42 ', '42'],
		['\u200b42\u00a0', '42'],
		[42, '42'],
	])('%j is the ID %s', (value, id) => {
		expect(given(value).id('id', 'ID')).toBe(id);
	});

	it.each([
		[1470000000000000003, 'is a number that has lost digits'],
		[OBJECT, 'is not text'],
		[['1'], 'is not text'],
		[true, 'is not text'],
		['[object Object]', 'is not text'],
		['12\ud83d', 'holds half of a sign'],
		['1 2', 'is not a whole number'],
		['1.5', 'is not a whole number'],
		['..', 'is not a whole number'],
		[' \u00a0\u200b', 'is empty'],
		[undefined, 'is empty'],
	])('%j is none, and is refused before it names something else', (value, message) => {
		expect(problemOf(() => given(value).id('id', 'ID'))).toMatchObject({
			kind: 'input',
			message: expect.stringContaining(`The field "ID" ${message}`),
			description: expect.stringContaining('Nothing was sent.'),
		});
	});

	it.each([
		[
			['identify', 'email'],
			['identify', 'email'],
		],
		['identify email', ['identify', 'email']],
		['["identify","email"]', ['identify', 'email']],
		['identify, email', ['identify', 'email']],
		['', []],
	])('%j are the choices %j', (value, choices) => {
		expect(given(value).choices('scope')).toEqual(choices);
	});

	it.each([
		['5', 5],
		[0, 0],
		[2.5, 2.5],
		[' 7 ', 7],
	])('%j is the number %s', (value, number) => {
		expect(given(value).number('minutesLeft', 'Minutes Left')).toBe(number);
	});

	it.each([[OBJECT], ['0x10'], ['1e9'], ['-1'], ['Infinity'], [NaN], ['5 minutes'], [''], [[[5]]]])(
		'%j is none',
		(value) => {
			expect(() => given(value).number('minutesLeft', 'Minutes Left')).toThrow(
				'The field "Minutes Left" is not a number of 0 or more',
			);
			expect(() => given(value).limit()).toThrow('The field "Limit" is not a whole number above 0');
		},
	);
});

describe('a field is named as the editor shows it', () => {
	const fields = [
		text('Code Verifier (PKCE)', 'codeVerifier'),
		text('Options', 'options', {
			type: 'collection',
			options: [
				text('Bio of the User', 'bio'),
				text('Some Metadata', 'metadata', { type: 'json' }),
				text('Callbacks', 'callbacks', { typeOptions: { multipleValues: true } }),
			],
		}),
	];
	const of = (values: Record<string, unknown>) => new Parameters((name) => values[name], fields);
	const message = (work: () => unknown) => problemOf(work)?.message;

	it('by itself, and in a collection', () => {
		expect(message(() => of({ codeVerifier: OBJECT }).text('codeVerifier'))).toContain(
			'"Code Verifier (PKCE)"',
		);
		const options = of({ options: { bio: OBJECT } });
		for (const work of [() => options.options(), () => options.option('bio')])
			expect(message(work)).toBe('The field "Bio of the User" is not text');
	});

	it('or by what its name says, where the field is not known', () => {
		expect(message(() => of({ redirectUris: OBJECT }).addresses('redirectUris'))).toContain(
			'"Redirect URIs"',
		);
		expect(message(() => of({ apiUrl: OBJECT }).text('apiUrl'))).toContain('"Api URL"');
	});

	it('and what is no text of a collection stays what it is', () => {
		const options = { bio: ' x ', metadata: OBJECT, callbacks: ['a'], other: 1, none: null };
		expect(of({ options }).options()).toEqual(options);
		expect(of({ options: { bio: 5 } }).options()).toEqual({ bio: '5' });
		expect(of({ options: { bio: null } }).options()).toEqual({ bio: null });
		expect(of({}).options()).toEqual({});
	});
});

describe('a token in a field', () => {
	it.each([
		['demo', 'demo'],
		[' Bearer demo\n', 'demo'],
		['"demo"', 'demo'],
	])('%j is %j', (value, token) => {
		expect(tokenIn(value, 'Access Token')).toBe(token);
	});

	it.each([
		[OBJECT, 'is not text'],
		['{"access_token":"mustnotleak"}', 'is a piece of JSON'],
		['mustnot leak', 'has a space'],
		[' ', 'is empty'],
		['Bearer ', 'is nothing but the word Bearer'],
	])('%j is none, and is not repeated', (value, message) => {
		const problem = problemOf(() => tokenIn(value, 'Access Token'));
		expect(problem?.message).toContain(`The field "Access Token" ${message}`);
		expect(`${problem?.message} ${problem?.description}`).not.toContain('mustnot');
	});
});

it('whatever a field holds is read as text, or refused by its name', () => {
	fc.assert(
		fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (value) => {
			const readers: Array<() => unknown> = [
				() => given(value).text('title'),
				() => given(value).requiredText('title', 'Title'),
				() => given(value).id('title', 'Title'),
				() => given(value).choices('title'),
				() => given(value).addresses('title'),
				() => tokenIn(value, 'Title'),
			];
			for (const reader of readers) {
				const problem = problemOf(() => expect(JSON.stringify(reader())).not.toContain('[object'));
				if (problem) expect(problem.message).toContain('The field "Title" ');
			}
		}),
	);
});
