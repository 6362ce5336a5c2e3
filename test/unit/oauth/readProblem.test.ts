import fc from 'fast-check';
import { readError } from '../../../oauth/errorFamilies';
import { excerpt } from '../../../oauth/excerpt';
import { isDeadGrant, OAuthProblem } from '../../../oauth/problems';
import { inWords, waitAsked } from '../../../oauth/rateLimits';
import { readProblem, unreadable } from '../../../oauth/readProblem';
import type { ErrorFamily } from '../../../oauth/dialect';
import { answer, call, sample } from '../../support/dialects';

describe('the five error families', () => {
	it.each<[ErrorFamily, object, object]>([
		[
			'flat',
			{ error: 'invalid_grant', error_description: 'gone' },
			{ code: 'invalid_grant', detail: 'gone' },
		],
		['flat', { error: 'invalid_grant' }, { code: 'invalid_grant' }],
		['coded', { code: 'ACCESS_DENIED', message: 'no' }, { code: 'ACCESS_DENIED', detail: 'no' }],
		[
			'coded',
			{ code: 'INVALID_FORM_BODY', message: 'Bad', errors: [{ path: 'code', message: 'missing' }] },
			{ code: 'INVALID_FORM_BODY', detail: 'Bad – code: missing', field: 'code' },
		],
		[
			'coded',
			{ code: 'INVALID_FORM_BODY', message: 'Bad', errors: [{ path: 'uris.0', message: 'no' }] },
			{ code: 'INVALID_FORM_BODY', detail: 'Bad – uris.0: no', field: 'uris' },
		],
		[
			'problem',
			{ type: 'about:blank', detail: 'no', status: 400, code: 'invalid_grant' },
			{ code: 'invalid_grant', detail: 'no' },
		],
		['problem', { title: 'Forbidden', status: 403 }, { detail: 'Forbidden' }],
		[
			'validation',
			{ StatusCode: 400, Message: 'One or more errors occurred!', Errors: { code: ['used', 'late'] } },
			{ code: 'code', detail: 'One or more errors occurred! – code: used, late' },
		],
		[
			'validation',
			{
				Result: false,
				Message: 'Bad',
				Errors: [{ Property: 'code', ErrorMessage: 'used', ErrorCode: 'E1' }],
			},
			{ code: 'E1', detail: 'Bad – code: used' },
		],
		[
			'nested',
			{ error: { error_msg: 'no', error_name: 'unauthorized' } },
			{ code: 'unauthorized', detail: 'no' },
		],
		[
			'nested',
			{ error: { error_msg: 'blank', error_name: 'bad_request', error_path: 'domains' } },
			{ code: 'bad_request', detail: 'domains: blank' },
		],
		[
			'nested',
			{ status: 'error', error: { code: 'BadRequest', message: 'no', details: {} } },
			{ code: 'BadRequest', detail: 'no' },
		],
	])('%s: %j', (family, body, expected) => {
		expect(readError([family], body)).toEqual(expected);
		expect(readError(['nested', 'flat', 'validation', 'coded', 'problem'], body)).toEqual(expected);
	});

	it.each([[null], [[]], ['text'], [{}], [{ error: 1 }], [{ hello: 'world' }]])(
		'knows none for %j',
		(body) => {
			expect(readError(['flat', 'coded', 'problem', 'validation', 'nested'], body)).toBeUndefined();
		},
	);
});

describe('problems in words', () => {
	const advice = {
		'refresh:invalid_grant': { message: 'The session is over', hint: 'Sign in again.' },
		'refresh:404:empty': { message: 'Nothing here', hint: 'Update.' },
		'refresh:404': { message: 'No such thing here', hint: 'Update.' },
		'refresh:429': { message: 'Too often', hint: 'Wait.' },
		locked: { message: 'Locked', hint: 'Wait longer.' },
		invalid_client: { message: 'Wrong client', hint: 'Check it.' },
		BAD_FORM: { message: 'Some field is wrong', hint: 'Check them.' },
		'BAD_FORM:name': { message: 'The name is wrong', hint: 'Choose another.' },
		'refresh:BAD_FORM:code': { message: 'The code is wrong', hint: 'Check it.' },
	};
	const problem = (status: number, body: unknown, headers = {}) =>
		readProblem(sample({ advice }), call({ secrets: ['s3cret-value'] }), answer(status, body, headers));

	it.each([
		[
			400,
			{ error: 'invalid_grant' },
			{ kind: 'refused', message: 'The session is over', providerCode: 'invalid_grant' },
		],
		[401, { error: 'invalid_client' }, { kind: 'refused', message: 'Wrong client' }],
		[
			400,
			{ code: 'BAD_FORM', errors: [{ path: 'code', message: 'no' }] },
			{ message: 'The code is wrong', providerCode: 'BAD_FORM' },
		],
		[400, { code: 'BAD_FORM', errors: [{ path: 'name', message: 'no' }] }, { message: 'The name is wrong' }],
		[400, { code: 'BAD_FORM', errors: [{ path: 'x', message: 'no' }] }, { message: 'Some field is wrong' }],
		[404, '', { kind: 'unreadable', message: 'Nothing here' }],
		[404, { error: 'gone' }, { kind: 'refused', message: 'No such thing here' }],
		[
			400,
			{ error: 'new_code', error_description: 'Own words' },
			{ kind: 'refused', providerCode: 'new_code' },
		],
		[
			404,
			'<h1>nginx</h1>',
			{ kind: 'unreadable', message: expect.stringContaining('does not answer like a Sample server') },
		],
		[403, '<h1>nginx</h1>', { kind: 'unreadable', httpStatus: 403 }],
		[429, '<p>Slow down</p>', { kind: 'rateLimited', message: 'Too often' }],
		[429, { error: 'locked' }, { kind: 'rateLimited', message: 'Locked' }],
		[502, '<p>Bad</p>', { kind: 'unavailable' }],
		[302, '', { kind: 'redirected' }],
	])('HTTP %d with %j', (status, body, expected) => {
		expect(problem(status, body)).toMatchObject({ httpStatus: status, ...expected });
	});

	it("keeps the provider's own words and code where there is no advice", () => {
		const { description } = problem(400, { error: 'new_code', error_description: 'Own words' });
		expect(description).toContain('The answer was "Own words" (new_code, HTTP 400).');
	});

	it('says how long to wait', () => {
		expect(problem(429, '<p>Slow down</p>', { 'retry-after': '90' })).toMatchObject({
			retryAfterSeconds: 90,
			description: expect.stringMatching(/Try again in 90 seconds, at \d\d:\d\d:\d\d UTC\./),
		});
	});

	it('names only the origin of a redirect', () => {
		const { message } = problem(302, '', { location: 'https://other.example/path?code=s3cret-value' });
		expect(message).toBe('sample.example redirects to https://other.example instead of answering');
	});

	it.each([
		[400, { error: 's3cret-value', error_description: 'you sent s3cret-value' }],
		[400, 'plain s3cret-value'],
		[502, '<p>s3cret-value</p>'],
		[200, 's3cret-value'],
		[400, { error: 'x', error_description: 'Authorization: Bearer s3cret-of-a-credential' }],
	])('never repeats what was sent in secret: HTTP %d with %j', (status, body) => {
		const { message, description, stack } = problem(status, body);
		expect([message, description, stack].join()).not.toContain('s3cret');
	});

	it('avoids the property names that n8n replaces messages by', () => {
		const names = Object.keys(problem(401, { error: 'invalid_client' }));
		for (const name of ['status', 'statusCode', 'code', 'response', 'body', 'data', 'httpCode', 'error']) {
			expect(names).not.toContain(name);
		}
	});
});

describe('an unreadable success', () => {
	it.each([
		['{"access_token":"s3cret","refresh_token":"s3cret"} <!-- ad -->'],
		['{"data":{"access_token":"s3cret"}}'],
		['{"refresh_token":"s3cret"}'],
	])('may hold new tokens, so nothing of it is quoted: %s', (body) => {
		const { message, description } = unreadable(
			sample(),
			call(),
			answer(200, body, { 'content-type': 'text/html; charset=utf-8' }),
		);
		expect(message + description).not.toContain('s3cret');
		expect(description).toContain(`The answer has ${body.length} characters of text/html (HTTP 200).`);
	});
});

describe('excerpts', () => {
	it('are one short line without markup', () => {
		const text = excerpt(`<style>p{}</style><p>A\n\tB</p><script>x()</script>${'c'.repeat(500)}`);
		expect(text).toMatch(/^A B c+…$/);
		expect(text.length).toBeLessThanOrEqual(161);
	});

	it('hold no secret in any encoding a server may echo', () => {
		const secret = 'p&ss "w"/ö!';
		const form = new URLSearchParams({ v: secret }).toString();
		const html = 'p&amp;ss &quot;w&quot;/ö!';
		const echoed = [secret, encodeURIComponent(secret), JSON.stringify(secret), form, html].join(' ');
		expect(excerpt(echoed, [secret])).toBe('… … "…" v=… …');
	});

	it('never hold a secret, whatever surrounds it', () => {
		const secrets = fc.string({ minLength: 4, maxLength: 40 }).filter((text) => text.trim().length >= 4);
		fc.assert(
			fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
				fc.pre(!`${before}…${after}`.includes(secret));
				expect(excerpt(before + secret + after, [secret])).not.toContain(secret);
			}),
		);
	});
});

it('a code that repeats what was sent is not passed on', () => {
	const problem = readProblem(
		sample(),
		call({ secrets: ['mustnotleak-token'] }),
		answer(400, { error: 'unknown token mustnotleak-token' }),
	);
	expect(problem.providerCode).toBe('unknown token …');
});

it('nothing of a redirect is quoted, since it may hold a code', () => {
	const location = 'https://app.example/callback?code=mustnotleak';
	const { message, description } = readProblem(sample(), call(), answer(302, `To ${location}`, { location }));
	expect(`${message} ${description}`).not.toContain('mustnotleak');
	expect(message).toContain('https://app.example');
});

describe('waiting times', () => {
	const NOW = Date.parse('2030-01-01T00:00:00Z');
	it.each([
		[{ 'retry-after': '90' }, {}, 90],
		[{ 'retry-after': 'Tue, 01 Jan 2030 00:01:00 GMT' }, {}, 60],
		[{ 'retry-after': 'Mon, 31 Dec 2029 00:01:00 GMT' }, {}, 0],
		[{}, { retry_after: 0.35 }, 0.35],
		[{ 'retry-after': 'soon' }, {}, undefined],
		[{}, undefined, undefined],
	])('%j with %j', (headers, body, expected) => {
		expect(waitAsked({}, { status: 429, headers: headers as Record<string, string> }, body, NOW)).toBe(
			expected,
		);
	});

	const limits = { remaining: 'x-left', reset: 'x-reset', resetForm: 'secondsFromNow' } as const;
	it.each([
		['of a refusal', 429, { 'x-reset-a': '30' }, 30],
		['of a refusal that tells which limit', 429, { 'x-reset-a': '30', 'x-reset-b': '5', 'x-left-b': '0' }, 5],
		['of a success that used the last one', 200, { 'x-reset-a': '30', 'x-left-a': '0' }, 30],
		['of a success with some left', 200, { 'x-reset-a': '30', 'x-left-a': '7' }, undefined],
	])('from the rate limit headers %s', (_, status, headers, expected) => {
		const answered = { status, headers: headers as unknown as Record<string, string> };
		expect(waitAsked({ rateLimits: limits }, answered, undefined, NOW)).toBe(expected);
	});

	it('from a reset at a time', () => {
		const headers = { 'x-left': '0', 'x-reset': String(NOW / 1000 + 12) };
		const rateLimits = { ...limits, resetForm: 'epochSeconds' } as const;
		expect(waitAsked({ rateLimits }, { status: 200, headers }, undefined, NOW)).toBe(12);
	});

	it.each([
		[1, '1 second'],
		[90, '90 seconds'],
		[121, '3 minutes'],
		[7200, '2 hours'],
	])('%d seconds are %s', (seconds, words) => {
		expect(inWords(seconds)).toBe(words);
	});
});

describe('the end of a session', () => {
	const refused = (details: object) =>
		new OAuthProblem({ kind: 'refused', message: '', hint: '', endpoint: 'refresh', ...details });

	it.each([
		['a code', { providerCode: 'invalid_grant' }, true],
		['a status of the refresh', { httpStatus: 400 }, true],
		['another code', { providerCode: 'invalid_client', httpStatus: 401 }, false],
		['the same status elsewhere', { endpoint: 'exchange', httpStatus: 400 }, false],
		['a failing server', { kind: 'unavailable', providerCode: 'invalid_grant' }, false],
	])('is told by %s', (_, details, ended) => {
		const dialect = sample({ deadGrantSigns: ['invalid_grant', 'refresh:400'] });
		expect(isDeadGrant(dialect, refused(details))).toBe(ended);
	});
});
