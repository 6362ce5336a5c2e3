import fc from 'fast-check';
import { readCallback } from '../../../oauth/authorization';
import type { Dialect, ErrorFamily } from '../../../oauth/dialect';
import { isOAuthProblem, type OAuthProblem } from '../../../oauth/problems';
import { validCodeVerifier, codeChallenge, createPkce } from '../../../oauth/pkce';
import { readProblem } from '../../../oauth/readProblem';
import { readTokens } from '../../../oauth/tokens';
import { decodeBase32, totp } from '../../../oauth/totp';
import { encodeBase32, oneTimeCode } from '../../../sandbox/shared/totp';
import { answer, call, sample } from '../../support/dialects';
import { providers } from '../../support/providers';

const SENT_AT = Date.parse('2030-01-01T00:00:00Z');
const dialects = [
	...new Map(
		providers.flatMap(({ operations }) => operations.map(({ dialect }) => [dialect.tokens, dialect])),
	).values(),
];
const named = dialects.map((dialect) => ({
	dialect,
	name: `${dialect.provider}, ${dialect.tokens.accessToken}`,
}));
const token = fc.stringMatching(/^[A-Za-z0-9._-]{16,60}$/);

function problemOf(act: () => unknown): OAuthProblem | undefined {
	try {
		act();
		return undefined;
	} catch (error) {
		if (!isOAuthProblem(error)) throw error;
		return error;
	}
}

describe.each(named)('token answers of $name', ({ dialect }) => {
	const { tokens: format } = dialect;
	const read = (body: unknown, keepRefreshToken?: string, status = 200) =>
		readTokens(dialect, call(), answer(status, body), { sentAt: SENT_AT, keepRefreshToken });
	const wrapped = (body: object) => (format.wrapper ? { [format.wrapper]: body } : body);
	const lifetime = {
		seconds: (seconds: number) => seconds,
		dateTime: (seconds: number) => new Date(SENT_AT + seconds * 1000).toISOString(),
		epochMilliseconds: (seconds: number) => SENT_AT + seconds * 1000,
	}[format.lifetime];

	it('come out as they went in', () => {
		const seconds = fc.integer({ min: 0, max: 10 ** 8 });
		fc.assert(
			fc.property(token, token, seconds, (accessToken, refreshToken, left) => {
				const body = {
					[format.accessToken]: accessToken,
					[format.refreshToken]: refreshToken,
					[format.expiry]: lifetime(left),
				};
				expect(read(wrapped(body))).toMatchObject({
					accessToken,
					refreshToken,
					expiresAt: new Date(SENT_AT + left * 1000).toISOString(),
				});
			}),
		);
	});

	it('without a refresh token keep the old one, whatever stands in its place', () => {
		fc.assert(
			fc.property(token, token, fc.constantFrom(null, '', 0, {}, [], false), (accessToken, old, nothing) => {
				const body = wrapped({ [format.accessToken]: accessToken, [format.refreshToken]: nothing });
				expect(read(body, old).refreshToken).toBe(old);
			}),
		);
	});

	it('have times that can be read, or none, whatever stands in their place', () => {
		fc.assert(
			fc.property(token, fc.jsonValue(), (accessToken, expiry) => {
				const { expiresAt } = read(wrapped({ [format.accessToken]: accessToken, [format.expiry]: expiry }));
				if (expiresAt !== undefined) expect(new Date(expiresAt).toISOString()).toBe(expiresAt);
			}),
		);
	});

	it('that are none of a success are problems that quote no token', () => {
		const status = fc.oneof(fc.constant(200), fc.integer({ min: 300, max: 599 }));
		fc.assert(
			fc.property(token, fc.jsonValue(), status, (secret, junk, code) => {
				const body = { [`${format.accessToken}s`]: secret, junk };
				const problem = problemOf(() => read(body, undefined, code));
				expect(problem?.message).toBeTruthy();
				if (code === 200) expect(`${problem?.message} ${problem?.description}`).not.toContain(secret);
			}),
		);
	});
});

describe('errors', () => {
	const families: ErrorFamily[] = ['flat', 'coded', 'problem', 'validation', 'nested'];
	const words = fc.string({ maxLength: 400 });
	const value = fc.oneof(words, fc.jsonValue());
	const bodies = fc.record(
		{
			error: fc.oneof(value, fc.record({ error_name: value, error_msg: value, details: value, code: value })),
			error_description: value,
			code: value,
			message: value,
			errors: fc.oneof(value, fc.array(fc.record({ path: value, message: value }))),
			detail: value,
			title: value,
			Errors: fc.oneof(value, fc.dictionary(words, value), fc.array(fc.dictionary(words, value))),
			Message: value,
		},
		{ requiredKeys: [] },
	);
	const status = fc.integer({ min: 300, max: 599 });
	const told = ({ message, description }: OAuthProblem) => `${message}\n${description}`;
	const everyDialect: Dialect[] = [sample({ errorFamilies: families }), ...dialects];

	it('of any shape become one problem in readable words', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...everyDialect),
				fc.oneof(bodies, value),
				status,
				(dialect, body, code) => {
					const problem = readProblem(dialect, call({ endpoint: 'exchange' }), answer(code, body));
					expect(problem.message.trim()).not.toBe('');
					expect(told(problem)).not.toMatch(/undefined|\[object|[\u0000-\u0009\u000b-\u001f]/);
					expect(told(problem).length).toBeLessThan(1500);
				},
			),
		);
	});

	it('do not repeat what was sent, wherever in them it stands', () => {
		fc.assert(
			fc.property(fc.constantFrom(...everyDialect), token, bodies, status, (dialect, secret, body, code) => {
				const name =
					fc.sample(fc.constantFrom('error', 'message', 'detail', 'error_description'), 1)[0] ?? '';
				const echo = { ...body, [name]: `You sent ${secret}, which is wrong` };
				expect(told(readProblem(dialect, call({ secrets: [secret] }), answer(code, echo)))).not.toContain(
					secret,
				);
			}),
		);
	});
});

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

describe('one-time codes', () => {
	const secret = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Buffer.from(bytes));
	const time = fc.integer({ min: 0, max: 4_102_444_800_000 });

	it('are those that the other side computes, in every form a secret is pasted in', () => {
		const forms = fc.constantFrom<(text: string) => string>(
			(text) => text,
			(text) => text.toLowerCase(),
			(text) => text.replace(/.{4}/g, '$& '),
			(text) => text.replace(/.{4}/g, '$&-'),
			(text) => `${text}====`,
			(text) => `otpauth://totp/demo?secret=${text}&issuer=demo`,
		);
		fc.assert(
			fc.property(secret, time, forms, (bytes, now, form) => {
				const text = encodeBase32(bytes);
				expect(decodeBase32(form(text))).toEqual(bytes);
				expect(totp(form(text), now)).toBe(oneTimeCode(text, now));
			}),
		);
	});

	it('of anything else are a mistake that is not repeated', () => {
		const noSecret = fc.string({ minLength: 8 }).filter((text) => /[^A-Za-z2-7=\s-]/.test(text));
		fc.assert(
			fc.property(noSecret, (text) => {
				const problem = problemOf(() => totp(text, 0));
				fc.pre(!/^\s*otpauth:/i.test(text));
				expect(problem).toMatchObject({ kind: 'input' });
				expect(problem?.message).not.toContain(text);
			}),
		);
	});
});

describe('PKCE', () => {
	it('every verifier that the standard allows has a challenge of 43 characters of its own', () => {
		const verifier = fc.stringMatching(/^[A-Za-z0-9\-._~]{43,128}$/);
		fc.assert(
			fc.property(verifier, verifier, (one, other) => {
				expect(codeChallenge(one)).toMatch(/^[\w-]{43}$/);
				expect(codeChallenge(one) === codeChallenge(other)).toBe(one === other);
				expect(validCodeVerifier(one)).toBe(one);
			}),
		);
	});

	it('what is no verifier is a mistake, and what is made is one', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, maxLength: 140 }), (text) => {
				fc.pre(!/^[A-Za-z0-9\-._~]{43,128}$/.test(text));
				expect(problemOf(() => validCodeVerifier(text))).toMatchObject({ kind: 'input' });
				expect(validCodeVerifier(createPkce().codeVerifier)).toHaveLength(43);
			}),
		);
	});
});
