import { isDeadGrant, isFailure, isNotFound, OAuthProblem } from '../../../oauth/problems';
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

	it('takes words for a sign at one endpoint only, where a dialect says so', () => {
		const ofRefresh = sample({ ...dialect, notFoundSigns: ['refresh:noSuchThing'] });
		expect(isNotFound(ofRefresh, problem(404, 'no such thing'))).toBe(true);
		const elsewhere = new OAuthProblem({ ...problem(404, 'no such thing'), endpoint: 'exchange', hint: '' });
		expect(isNotFound(ofRefresh, elsewhere)).toBe(false);
	});

	it('takes a 404 for a sign only where a dialect says so', () => {
		const refused = (httpStatus: number) =>
			new OAuthProblem({ kind: 'refused', endpoint: 'refresh', message: '', hint: '', httpStatus });
		expect(isNotFound(sample(), refused(404))).toBe(false);
		expect(isNotFound(sample({ notFoundSigns: ['refresh:404'] }), refused(404))).toBe(true);
		expect(isNotFound(sample({ notFoundSigns: ['refresh:404'] }), refused(403))).toBe(false);
	});
});

it('a failure in the server that is answered like a refusal is told by its code, unless its words mean something', () => {
	const failing = sample({ ...dialect, failureSigns: ['refresh:BAD'] });
	expect(isFailure(failing, problem(400, 'hm'))).toBe(true);
	expect(isFailure(failing, problem(400, 'not your token'))).toBe(false);
	const elsewhere = new OAuthProblem({ ...problem(400, 'hm'), endpoint: 'exchange', hint: '' });
	expect(isFailure(failing, elsewhere)).toBe(false);
	expect(isFailure(sample(), problem(400, 'hm'))).toBe(false);
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
