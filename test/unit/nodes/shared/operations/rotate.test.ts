import type { ItemContext } from '../../../../../nodes/shared/node/itemContext';
import { rotate } from '../../../../../nodes/shared/operations/rotate';
import { inputProblem } from '../../../../../oauth/problems';

const rotation = (prove: () => Promise<unknown>, reset = async () => ({ secret: 'new' })) =>
	rotate({
		name: 'Rotate Secret',
		action: 'Rotate secret',
		description: 'Replace the secret',
		endpoint: 'reset',
		provenBy: 'trial',
		credentials: [],
		fields: [],
		reset,
		prove,
		output: ({ secret }) => ({ secret }),
	});
const run = async (operation: ReturnType<typeof rotation>) => await operation.run({} as ItemContext);

describe('a secret that is rotated', () => {
	it('is handed over as proven after its trial', async () => {
		const operation = rotation(async () => ({ active: false }));
		expect(await run(operation)).toEqual({ secret: 'new', status: 'proven', reason: null });
		expect([operation.endpoint, operation.alsoEndpoints]).toEqual(['reset', ['trial']]);
	});

	it.each([
		['a problem', inputProblem('It is none', 'Nothing was sent.'), /It is none\. Nothing was sent\.$/],
		['an error of whatever kind', new TypeError('odd'), /odd$/],
		['no error at all', 'stopped', /stopped$/],
	])('is handed over although the trial ends with %s', async (_, error, reason) => {
		const made = await run(rotation(async () => await Promise.reject(error)));
		expect(made).toEqual({ secret: 'new', status: 'unproven', reason: expect.stringMatching(reason) });
	});

	it('is not tried when none was made', async () => {
		const prove = jest.fn();
		const refused = inputProblem('Refused', '');
		await expect(run(rotation(prove, async () => await Promise.reject(refused)))).rejects.toBe(refused);
		expect(prove).not.toHaveBeenCalled();
	});
});
