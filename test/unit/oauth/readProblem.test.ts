import { readProblem, unreadable } from '../../../oauth/readProblem';
import { answer, call, sample } from '../../support/dialects';

describe('problems in words', () => {
	const advice = {
		'refresh:invalid_grant': { message: 'The session is over', hint: 'Sign in again.' },
		'refresh:404:empty': { message: 'Nothing here', hint: 'Update.' },
		'refresh:404': { message: 'No such thing here', hint: 'Update.' },
		'refresh:410:text': { message: 'It has ended', hint: 'Begin again.' },
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
		[404, '', { kind: 'refused', message: 'Nothing here' }],
		[410, 'Gone', { kind: 'refused', message: 'It has ended' }],
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

	describe('of which no more can be read than the status', () => {
		it.each([
			['a text', 404, 'Not Found', 'No such thing here', /^Update\. Sample did not say so in its usual form/],
			[
				'a text',
				403,
				'Forbidden',
				'Sample refused to refresh the session',
				/may not do this.* check the address/,
			],
			['nothing', 401, ' \n', 'Sample refused to refresh the session', /^It did not accept the credential/],
			['nothing', 400, '', 'Sample refused to refresh the session', /^It gave no reason\./],
			[
				'a page',
				404,
				'<h1>nginx</h1>',
				'sample.example does not answer like a Sample server when asked to refresh the session',
				/instead\. If it is, HTTP 404 means: No such thing here\. Update\. The answer was "nginx"/,
			],
			['JSON of another shape', 409, { no: 'Route' }, 'does not answer like', /HTTP 409 means: .*already/],
		])('is advised by it: %s with HTTP %d', (_, status, body, message, hint) => {
			const { kind, ...shown } = problem(status, body);
			expect(kind).toBe('unreadable');
			expect(problem(status, body).message).toContain(message);
			expect(shown.description).toMatch(hint);
		});
	});

	it('a status of the provider’s own for dead tokens has the hint of a 401', () => {
		const dialect = sample({ deadTokenStatuses: [401, 498] });
		const { description } = readProblem(dialect, call(), answer(498, ''));
		expect(description).toMatch(/^It did not accept the credential or the token/);
	});

	it.each([
		[400, /^Its own words follow: change what they name/],
		[401, /Sign in or connect again, or enter a new key\./],
		[403, /^The account or the key that is used may not do this\./],
		[404, /^What it was asked about is not there\./],
		[405, /of another version/],
		[409, /^It does not go with what is there already/],
		[413, /too long/],
	])('HTTP %d with a code that is not known has the hint of its status', (status, hint) => {
		const { description } = readProblem(sample(), call(), answer(status, { error: 'brand_new' }));
		expect(description).toMatch(hint);
		expect(description).toContain(`(brand_new, HTTP ${status}).`);
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
