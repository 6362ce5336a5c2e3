import { ApiKeySigner } from '../../../../../nodes/shared/signing/apiKeySigner';
import type { ReadCredential } from '../../../../../nodes/shared/signing/signer';

/** A run whose items share what is known of its keys. */
function run(stored: { key: string }) {
	const reads: string[] = [];
	const read: ReadCredential = async ({ isFresh } = {}) => {
		reads.push(isFresh ? 'fresh' : 'shared');
		return { ...stored };
	};
	const refusedTwice = new Set<string>();
	return { reads, refusedTwice, item: () => new ApiKeySigner(read, { refusedKeys: refusedTwice }) };
}

describe('a key that a person has entered', () => {
	it('signs as it was read, and is read again once it was refused', async () => {
		const { reads, item } = run({ key: 'k1' });
		const signer = item();
		const sent = await signer.credentials();
		expect(sent).toEqual({ data: { key: 'k1' } });
		await signer.refused(sent, 1);
		expect(reads).toEqual(['shared', 'fresh']);
	});

	it('is sent again after one refusal, and not after two in a row', async () => {
		const { item } = run({ key: 'k1' });
		const signer = item();
		const sent = await signer.credentials();
		expect(await signer.refused(sent, 1)).toBe('repeat');
		expect(await signer.refused(sent, 2)).toBe('giveUp');
	});

	it('that was refused twice is sent once for each further item of the run', async () => {
		const { item, refusedTwice } = run({ key: 'mustnotleak' });
		const sent = await item().credentials();
		await item().refused(sent, 2);
		expect(await item().refused(sent, 1)).toBe('giveUp');
		expect([...refusedTwice].join()).not.toContain('mustnotleak');
	});

	it('of a single refusal says nothing about the next item', async () => {
		const { item } = run({ key: 'k1' });
		const sent = await item().credentials();
		await item().refused(sent, 1);
		expect(await item().refused(sent, 1)).toBe('repeat');
	});

	it.each([1, 2])(
		'that was replaced after refusal %d is taken at once, and judged by itself',
		async (times) => {
			const stored = { key: 'k1' };
			const { item } = run(stored);
			const sent = await item().credentials();
			stored.key = 'k2';
			expect(await item().refused(sent, times)).toBe('renewed');
			expect(await item().refused(await item().credentials(), 1)).toBe('repeat');
		},
	);
});
