import fc from 'fast-check';
import type { Dialect, ErrorFamily } from '../../../oauth/dialect';
import type { OAuthProblem } from '../../../oauth/problems';
import { readProblem } from '../../../oauth/readProblem';
import { answer, call, sample } from '../../support/dialects';
import { shippedDialects } from '../../support/providers';

const token = fc.stringMatching(/^[A-Za-z0-9._-]{16,60}$/);

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
	const everyDialect: Dialect[] = [sample({ errorFamilies: families }), ...shippedDialects];

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
