import { ItemRequests } from '../../../../../nodes/shared/node/itemRequests';
import type { Send } from '../../../../../oauth/http';
import { call, sample } from '../../../../support/dialects';

class Refreshing extends ItemRequests {
	get send(): Send {
		return this.lasting;
	}
}

it('a refresh that has not left when the execution is stopped does not leave any more', async () => {
	const run = { limits: { isStopped: true }, lastingLimits: {}, functions: {} };
	const context = new Refreshing(sample(), { run } as never, []);
	await expect(context.send(call())).rejects.toMatchObject({
		neverLeft: true,
		message: expect.stringContaining('Sample was not asked: the execution was stopped'),
	});
});
