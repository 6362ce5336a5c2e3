import { NodeOperationError, type INode } from 'n8n-workflow';
import { TooLong } from '../../../../../nodes/shared/http/answers';
import {
	answerIn,
	failureOf,
	namingCredential,
	refreshProblem,
	STOPPED,
} from '../../../../../nodes/shared/http/failures';
import { OAuthProblem } from '../../../../../oauth/problems';
import { call, sample } from '../../../../support/dialects';

const failing = (code: string, more: object = {}) =>
	Object.assign(new Error(`it said ${code}`), { code, ...more });
const wrapped = (error: Error) => new Error('outer', { cause: new Error('middle', { cause: error }) });
const failure = (error: unknown, signals: object = {}) =>
	failureOf(sample(), call({ secrets: ['s3cret-value'] }), error, { timeoutMs: 1500, ...signals });
const node = { name: 'Node', type: 'n', parameters: {} } as unknown as INode;

describe('a request that never left', () => {
	it.each([
		['ECONNREFUSED', 'connect', 'nothing listens at this address'],
		['ENOTFOUND', 'getaddrinfo', 'its host name is not known'],
		['EAI_AGAIN', 'getaddrinfo', 'its host name is not known'],
		['EHOSTUNREACH', 'connect', 'there is no network path to it'],
	])('is told by %s of %s', (code, syscall, reason) => {
		for (const error of [failing(code, { syscall }), wrapped(failing(code, { syscall }))]) {
			expect(failure(error)).toMatchObject({
				kind: 'unreachable',
				neverLeft: true,
				outcomeUnknown: false,
				message: `Sample at sample.example cannot be reached: ${reason}`,
			});
		}
	});

	it.each([
		['CERT_HAS_EXPIRED', 'has expired', 'Have it renewed'],
		['CERT_NOT_YET_VALID', 'is not valid yet', 'clock'],
		['CERT_REVOKED', 'was revoked', 'a new one'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another name', 'the name that the certificate is for'],
		['INVALID_PURPOSE', 'cannot be relied on', 'a new one'],
		['CERT_SIGNATURE_FAILURE', 'cannot be relied on', 'a new one'],
		['ERR_SSL_EE_KEY_TOO_SMALL', 'cannot be relied on', 'a new one'],
		...[
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'SELF_SIGNED_CERT_IN_CHAIN',
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			'CERT_UNTRUSTED',
		].map((code) => [
			code,
			'is self-signed, or signed by somebody whom n8n does not know',
			'NODE_EXTRA_CA_CERTS',
		]),
	])('for its certificate (%s) is told so, and what to do', (code, meaning, whatToDo) => {
		const problem = failure(wrapped(failing(code)));
		expect(problem).toMatchObject({
			neverLeft: true,
			message: `Sample at sample.example cannot be reached: its certificate ${meaning}`,
			description: expect.stringContaining(whatToDo),
		});
		expect(problem).toMatchObject({ description: expect.stringContaining('"Ignore SSL Issues (Insecure)"') });
	});

	it('is told when a certificate of its own is asked for', () => {
		const error = failing('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
		expect(failure(wrapped(error))).toMatchObject({
			message: expect.stringContaining('it asks for a certificate of the client'),
			description: expect.stringContaining('Ask whoever runs the server'),
		});
	});

	it('is told by the first words of TLS', () => {
		const error = Object.assign(new Error('SSL routines: wrong version number'), {
			code: 'EPROTO',
			syscall: 'write',
		});
		expect(failure(error)).toMatchObject({ neverLeft: true, message: expect.stringContaining('try https') });
	});
});

describe('a request that may have been carried out', () => {
	it.each([
		['ECONNRESET', 'read', {}, 'the connection broke before the answer was complete'],
		['EPIPE', 'write', {}, 'the connection broke before the answer was complete'],
		['EHOSTUNREACH', 'read', {}, 'the network path to it broke'],
		['EPROTO', 'write', {}, 'it does not speak this protocol'],
		['HPE_INVALID_CONSTANT', undefined, {}, 'what came back is not HTTP'],
		['ECONNREFUSED', 'connect', { isAnswering: true }, 'it said ECONNREFUSED'],
		['ECONNABORTED', undefined, {}, 'it took longer than 1.5 seconds'],
		['ETIMEDOUT', 'connect', {}, 'it took longer than 1.5 seconds'],
		['ERR_CANCELED', undefined, { ended: 'timedOut' }, 'it took longer than 1.5 seconds'],
		['ERR_CANCELED', undefined, { ended: 'stopped' }, STOPPED],
		['ECONNABORTED', undefined, { ended: 'stopped' }, STOPPED],
		['NEW', undefined, {}, 'it said NEW'],
	])('is told by %s of %s with %j', (code, syscall, signals, reason) => {
		expect(failure(failing(code, { syscall }), signals)).toMatchObject({
			kind: 'unreachable',
			neverLeft: false,
			outcomeUnknown: true,
			message: expect.stringContaining(`gave no answer: ${reason}`),
		});
	});

	it.each([
		[new Error('no token s3cret-value here'), 'gave no answer: no token … here'],
		[new Error(''), 'gave no answer: the request failed'],
		['a string', 'gave no answer: the request failed'],
		[undefined, 'gave no answer: the request failed'],
		[new TooLong(), 'does not answer like a Sample server'],
	])('says why, without a secret: %s', (error, message) => {
		expect(failure(error).message).toContain(message);
	});
});

describe('what is no failure of the network', () => {
	it('is passed on as it is', () => {
		const problem = new OAuthProblem({ kind: 'input', message: 'm', hint: 'h' });
		const ofNode = new NodeOperationError(node, 'no');
		expect(failure(wrapped(problem))).toBe(problem);
		expect(failure(ofNode)).toBe(ofNode);
	});

	it.each([
		['Domain not allowed: x', 'The credential is not allowed to be sent to sample.example'],
		['OAuth credentials not connected', 'The Sample credential is not connected'],
	])('n8n says "%s"', (words, message) => {
		expect(failure(wrapped(new Error(words)))).toMatchObject({ kind: 'input', message });
	});

	it('ends with an error that is its own cause', () => {
		const error = new Error('round');
		error.cause = new Error('and round', { cause: error });
		expect(failure(error).message).toContain('and round');
	});

	it.each([
		[{ response: { status: 400, data: 'x' } }, 400],
		[{ response: { statusCode: 400 } }, undefined],
		[{}, undefined],
	])('has an answer in it: %j', (more, status) => {
		expect(answerIn(wrapped(failing('E', more)))?.status).toBe(status);
	});
});

describe('a problem of a renewal', () => {
	const problem = (endpoint: string) =>
		new OAuthProblem({ kind: 'refused', endpoint, message: 'No', hint: 'Look.' });

	it.each([
		['signIn', 'probe', 'Mia', 'No (credential "Mia")'],
		['refresh', undefined, 'Mia', 'No (credential "Mia")'],
		['refresh', 'refresh', 'Mia', 'No'],
		['probe', 'me', 'Mia', 'No'],
		['signIn', 'probe', undefined, 'No'],
	])('at %s during %s with the name %s: %s', (endpoint, during, name, message) => {
		expect(namingCredential(problem(endpoint), during, name)).toMatchObject({
			message,
			description: 'Look.',
		});
	});

	const refresh = (error: unknown) => refreshProblem(sample(), error, 'Mia', ['s3cret-value']);
	const AGAIN = 'The credential "Mia" has to be connected again: ';
	const dead = { error: 'invalid_grant', error_description: 'gone s3cret-value' };

	it.each<[string, unknown, object]>([
		[
			'a dead grant',
			failing('E', { response: { status: 400, data: dead } }),
			{
				message: expect.stringContaining(AGAIN),
				description: expect.stringMatching(/^Open the credential and click Connect.*gone …/),
			},
		],
		[
			'a dead grant without its status',
			Object.assign(new Error('x'), { body: dead }),
			{ message: expect.stringContaining(AGAIN), httpStatus: 400 },
		],
		[
			'what n8n makes of one',
			new NodeOperationError(node, 'no'),
			{ message: expect.stringContaining(AGAIN) },
		],
		[
			'another refusal',
			failing('E', { response: { status: 400, data: '{"error":"invalid_client"}' } }),
			{ message: 'Sample refused to refresh the session (credential "Mia")' },
		],
		[
			'a failing server',
			failing('E', { response: { status: 503, data: '' } }),
			{ kind: 'unavailable', outcomeUnknown: true },
		],
		[
			'no network',
			failing('ECONNREFUSED', { syscall: 'connect' }),
			{ kind: 'unreachable', message: expect.stringMatching(/^Sample at .* \(credential "Mia"\)$/) },
		],
	])('that n8n made: %s', (_, error, expected) => {
		const told = refresh(error);
		expect(told).toMatchObject(expected);
		expect(`${told.message} ${(told as OAuthProblem).description}`).not.toContain('s3cret');
	});
});
