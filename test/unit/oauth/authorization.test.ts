import fc from 'fast-check';
import { createState, readCallback } from '../../../oauth/authorization';
import { problemOf } from '../../support/dialects';

describe('callback URLs', () => {
	const value = fc.string({ minLength: 1, unit: 'grapheme' });
	const base = fc.webUrl({ withQueryParameters: false, withFragments: false });

	it('give back the code and the state that were put in', () => {
		fc.assert(
			fc.property(base, value, value, (url, code, state) => {
				const pasted = `${url}?${new URLSearchParams({ code, state }).toString()}`;
				expect(readCallback(pasted, state)).toEqual({ code, state });
			}),
		);
	});

	it('of an app with a scheme of its own are read as well', () => {
		const scheme = fc.constantFrom('myapp://cb', 'com.example.app:/cb', 'MyApp://x/y');
		fc.assert(
			fc.property(scheme, value, value, (url, code, state) => {
				const pasted = `${url}?${new URLSearchParams({ code, State: state }).toString()}`;
				expect(readCallback(pasted, state)).toEqual({ code, state });
				expect(problemOf(() => readCallback(pasted, `${state}x`))).toMatchObject({ kind: 'input' });
			}),
		);
	});

	it('with another state are refused before the code is spent', () => {
		fc.assert(
			fc.property(base, value, value, value, (url, code, state, expected) => {
				fc.pre(state !== expected);
				const pasted = `${url}?${new URLSearchParams({ code, state }).toString()}`;
				const problem = problemOf(() => readCallback(pasted, expected));
				expect(problem).toMatchObject({ kind: 'input' });
				expect(problem?.description).toContain('The code was not spent.');
			}),
		);
	});

	it('and whatever else is pasted are a code, or a mistake that can be mended', () => {
		const scheme = fc.constantFrom('', 'http://', 'https://', 'HTTPS://', 'https:///?');
		fc.assert(
			fc.property(scheme, fc.string(), (start, rest) => {
				const problem = problemOf(() => readCallback(start + rest, ''));
				if (problem) expect(problem.kind).toBe('input');
			}),
		);
	});
});

describe('a callback', () => {
	it.each([
		['abc', '', { code: 'abc' }],
		['abc', 's', { code: 'abc' }],
		['4/0A-b_c', '', { code: '4/0A-b_c' }],
		['https://app.example/cb?code=a%2Bb&state=s', 's', { code: 'a+b', state: 's' }],
		['https://app.example/cb?code=abc', '', { code: 'abc', state: undefined }],
		['https://app.example/cb?state=s&code=abc#top', 's', { code: 'abc', state: 's' }],
		['HTTPS://app.example/cb?CODE=abc&State=s', 's', { code: 'abc', state: 's' }],
		['http://localhost:3000/?code=abc&state=other', '', { code: 'abc', state: 'other' }],
		['com.example.app:/cb?code=abc', '', { code: 'abc', state: undefined }],
	])('%j with the state %j', (pasted, state, expected) => {
		expect(readCallback(pasted, state)).toEqual(expected);
	});

	it.each([
		[
			'https://app.example/cb?error=access_denied&state=s',
			's',
			'No consent was given: access_denied',
			'Ask again.',
		],
		[
			'https://app.example/cb?error=x&error_description=Not+%3Cb%3Enow%3C/b%3E.',
			'',
			'No consent was given: x',
			'Not now . Ask again.',
		],
		['https://app.example/cb?code=abc', 's', 'its state is another one', 'The code was not spent.'],
		['https://app.example/cb?code=abc&state=', 's', 'its state is another one', 'The code was not spent.'],
		['https://app.example/cb?code=abc&state=S', 's', 'its state is another one', 'The code was not spent.'],
		['https://app.example/cb', '', 'The callback URL holds no code', 'the whole address'],
		['https://app.example/cb?code=', '', 'The callback URL holds no code', 'the whole address'],
		['https://', '', 'The callback URL holds no code', 'the whole address'],
	])('%j with the state %j is a mistake', (pasted, state, message, hint) => {
		const problem = problemOf(() => readCallback(pasted, state));
		expect(problem).toMatchObject({ kind: 'input' });
		expect(problem?.message).toContain(message);
		expect(problem?.description).toContain(hint);
	});
});

it('a state is another one each time, and fits into any address as it is', () => {
	const states = new Set(Array.from({ length: 100 }, createState));
	expect(states.size).toBe(100);
	for (const state of states) expect(state).toMatch(/^[\w-]{43}$/);
});
