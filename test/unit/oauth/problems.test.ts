import { readError } from '../../../oauth/errorFamilies';
import { isDeadGrant, isNotFound, OAuthProblem } from '../../../oauth/problems';
import { readProblem } from '../../../oauth/readProblem';
import { answer, call, sample } from '../../support/dialects';

const dialect = sample({
	messagePatterns: {
		sessionOver: /token (gone|used)/,
		otherClient: /not your token/,
		noSuchThing: /no such thing/,
	},
	deadGrantSigns: ['sessionOver', 'BAD', 'refresh:400'],
	notFoundSigns: ['noSuchThing'],
	advice: {
		sessionOver: { message: 'It is over', hint: 'Sign in again.' },
		BAD: { message: 'Something is wrong', hint: 'Look.' },
	},
});
const problem = (status: number, message: string) =>
	readProblem(dialect, call(), answer(status, { error: { code: 'BAD', message } }));

describe('what a provider says in words only', () => {
	it.each([
		['token used', { message: 'It is over', meaning: 'sessionOver', providerCode: 'BAD' }, true],
		['not your token', { meaning: 'otherClient', providerCode: 'BAD' }, false],
		['hm', { message: 'Something is wrong', meaning: undefined, providerCode: 'BAD' }, true],
	])('%s', (words, expected, ended) => {
		expect(problem(400, words)).toMatchObject(expected);
		expect(isDeadGrant(dialect, problem(400, words))).toBe(ended);
	});

	it('tells a thing that is gone from an address that never was', () => {
		expect(isNotFound(dialect, problem(404, 'no such thing'))).toBe(true);
		expect(isNotFound(dialect, problem(404, 'no such address'))).toBe(false);
		expect(isNotFound(dialect, problem(503, 'no such thing'))).toBe(false);
	});

	it('takes a 404 for a sign only where a dialect says so', () => {
		const refused = (httpStatus: number) =>
			new OAuthProblem({ kind: 'refused', endpoint: 'refresh', message: '', hint: '', httpStatus });
		expect(isNotFound(sample(), refused(404))).toBe(false);
		expect(isNotFound(sample({ notFoundSigns: ['refresh:404'] }), refused(404))).toBe(true);
		expect(isNotFound(sample({ notFoundSigns: ['refresh:404'] }), refused(403))).toBe(false);
	});
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
