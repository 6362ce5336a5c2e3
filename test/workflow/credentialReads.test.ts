import { withCredential, newAccount, startTestBed } from '../support/peerTube';
import type { Step } from '../support/testN8n';

const stage = startTestBed();

/** How often n8n's credentials helper was asked for a credential while a step ran. */
async function readsOf(items: object[], step: Step) {
	const reads = jest.spyOn(stage.n8n.credentials, 'getDecrypted');
	const result = await stage.n8n.run(items as never, step);
	const { length } = reads.mock.calls;
	reads.mockRestore();
	return { ...result, reads: length };
}
const clientOf = (credential: string) => withCredential('session:getOAuthClient', credential);

describe('the credential of many items', () => {
	it('is read as often as that of two, where it is the same for all', async () => {
		const username = await newAccount(stage);
		const two = await readsOf([{}, {}], clientOf(username));
		const many = await readsOf(
			Array.from({ length: 40 }, () => ({})),
			clientOf(username),
		);
		expect([two.error, many.error]).toEqual([undefined, undefined]);
		expect(many.json).toHaveLength(40);
		expect(many.reads).toBe(two.reads);
	});

	it('signs the requests of many items as it was read for those of two', async () => {
		const username = await newAccount(stage);
		const signed = withCredential('user:getCurrent', username);
		await stage.n8n.run([{}] as never, signed);
		const two = await readsOf([{}, {}], signed);
		const many = await readsOf(
			Array.from({ length: 40 }, () => ({})),
			signed,
		);
		expect([two.error, many.error]).toEqual([undefined, undefined]);
		expect(many.json).toHaveLength(40);
		// It is read again each second.
		expect(many.reads).toBeLessThanOrEqual(two.reads + 2);
	});
});
