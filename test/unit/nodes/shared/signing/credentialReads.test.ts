import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { CredentialReads } from '../../../../../nodes/shared/signing/credentialReads';

/** A run whose credential is the given one, read at times that are set by hand. */
function run(raw: ICredentialDataDecryptedObject, items = 3) {
	const clock = { now: 1000 };
	const reads: string[] = [];
	const gates: Array<() => void> = [];
	let isSlow = false;
	const functions = {
		getNode: () => ({ credentials: { sampleApi: { id: '1', name: 'Mia' } } }) as unknown as INode,
		getCredentials: async (type: string, itemIndex = -1) => {
			const number = reads.push(`${type} ${itemIndex}`);
			if (isSlow) await new Promise<void>((resolve) => gates.push(resolve));
			return { number };
		},
		additionalData: { credentialsHelper: { getDecrypted: async () => raw } },
	};
	const never = async () => await new Promise<never>(() => undefined);
	const time = { now: () => clock.now, sleep: never, alarm: () => new AbortController().signal };
	const all = new CredentialReads(functions, time, items);
	const slowly = () => ((isSlow = true), gates);
	return { clock, reads, slowly, of: (itemIndex: number) => all.of('sampleApi', itemIndex), all };
}

describe('reading the credential of a run', () => {
	it('is done once for all items, whose it is', async () => {
		const { reads, of } = run({ key: 'k' });
		for (const index of [2, 0, 1]) expect(await of(index)()).toEqual({ number: 1 });
		expect(reads).toEqual(['sampleApi 0']);
	});

	it.each([
		[0, 1],
		[999, 1],
		[1000, 2],
		[-1, 2],
	])('is done again after %d ms, in all %d times', async (ms, times) => {
		const { clock, reads, of } = run({ key: 'k' });
		await of(0)();
		clock.now += ms;
		await of(1)();
		expect(reads).toHaveLength(times);
	});

	it('is done at once for whoever needs what is stored now, and that is good for all', async () => {
		const { reads, of } = run({ key: 'k' });
		await of(0)();
		expect(await of(1)({ isFresh: true })).toEqual({ number: 2 });
		expect(await of(2)()).toEqual({ number: 2 });
		expect(reads).toHaveLength(2);
	});

	it('is done for each item where an expression depends on it', async () => {
		const { reads, of } = run({ key: '={{ $json.key }}' });
		const [first, second] = [of(0), of(1)];
		expect([await first(), await second(), await first()]).toEqual([
			{ number: 1 },
			{ number: 2 },
			{ number: 1 },
		]);
		expect(await first({ isFresh: true })).toEqual({ number: 3 });
		expect(reads).toEqual(['sampleApi 0', 'sampleApi 1', 'sampleApi 0']);
	});

	it('of a single item needs no look at its expressions', async () => {
		const { reads, of } = run({ key: '={{ $json.key }}' }, 1);
		expect(await of(0)()).toEqual({ number: 1 });
		expect(reads).toEqual(['sampleApi 0']);
	});

	it('of another type is another reading', async () => {
		const { reads, all } = run({ key: 'k' });
		await all.of('sampleApi', 0)();
		await all.of('otherApi', 0)();
		expect(reads).toEqual(['sampleApi 0', 'otherApi 0']);
	});

	it('counts as it began, in whatever order it ends', async () => {
		const { slowly, of } = run({ key: 'k' }, 1);
		const gates = slowly();
		const [old, fresh] = [of(0)(), of(0)({ isFresh: true })];
		await new Promise((resolve) => setImmediate(resolve));
		gates[1]?.();
		expect(await fresh).toEqual({ number: 2 });
		gates[0]?.();
		expect([await old, await of(0)()]).toEqual([{ number: 1 }, { number: 2 }]);
	});
});
