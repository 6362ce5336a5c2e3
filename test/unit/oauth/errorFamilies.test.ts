import type { ErrorFamily } from '../../../oauth/dialect';
import { readChallenge, readError } from '../../../oauth/errorFamilies';

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
			'coded',
			{ code: 'INVALID_FORM_BODY', errors: [{ path: 'name', message: 'no', code: 'TOO_OFTEN' }] },
			{ code: 'INVALID_FORM_BODY', detail: 'name: no', field: 'name', fieldCode: 'TOO_OFTEN' },
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
		['nested', { statusCode: 500, message: 'Internal server error' }, { detail: 'Internal server error' }],
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

describe('a validator that repeats what was sent', () => {
	it.each([
		[
			[
				{
					value: 'mustnotleak',
					target: { secret: 'mustnotleak' },
					constraints: { isUrl: 'logo must be a URL', isString: 'logo must be a string' },
				},
			],
			'Bad – logo must be a URL; logo must be a string',
		],
		[[{ value: 'mustnotleak', constraints: { odd: 7 } }, 'mustnotleak'], 'Bad'],
		['mustnotleak', 'Bad'],
	])('is quoted with its rules alone: %j', (errors, detail) => {
		const body = { error: { code: 'BAD', message: 'Bad', details: { errors } } };
		expect(readError(['nested'], body)).toEqual({ code: 'BAD', detail });
	});
});

describe('a challenge', () => {
	it.each([
		['Bearer error="invalid_token", error_description="It expired"', 'invalid_token', 'It expired'],
		['bearer error=invalid_token, realm="x"', 'invalid_token', undefined],
		['Basic realm="a", Bearer realm="b", error="insufficient_scope"', 'insufficient_scope', undefined],
	])('says what is wrong: %s', (header, code, detail) => {
		expect(readChallenge(header)).toEqual({ code, detail });
	});

	it.each([
		undefined,
		'',
		'Bearer',
		'Bearer realm="error"',
		'Bearer error=""',
		'Bearer error_description="It expired"',
		'Basic error="invalid_token"',
		`Bearer realm="${'x'.repeat(3000)}", error="invalid_token"`,
	])('says nothing of it: %j', (header) => {
		expect(readChallenge(header)).toBeUndefined();
	});
});
