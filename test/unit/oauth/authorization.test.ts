import fc from 'fast-check';
import { readCallback } from '../../../oauth/authorization';
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
