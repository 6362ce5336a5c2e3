import { BoundedMap, keyOf, SingleFlight } from '../../../oauth/memory';

describe('keys', () => {
	it.each([
		[['a', 'b'], ['ab']],
		[['a', 'b'], ['a,b']],
		[
			['a', 'b'],
			['b', 'a'],
		],
		[['a', undefined], ['a']],
		[
			['a', undefined],
			['a', ''],
		],
		[[undefined], ['undefined']],
		[['","'], ['', '']],
	])('of %j and %j differ', (one, other) => {
		expect(keyOf(...one)).not.toBe(keyOf(...other));
		expect(keyOf(...one)).toBe(keyOf(...one));
	});

	it('hold nothing of their values', () => expect(keyOf('mustnotleak', 'x')).toMatch(/^[\w-]{43}$/));
});

describe('a map with a bound', () => {
	const filled = (...keys: string[]) => {
		const map = new BoundedMap<string>(3);
		for (const key of keys) map.set(key, key.toUpperCase());
		return map;
	};
	const held = (map: BoundedMap<string>) => ['a', 'b', 'c', 'd'].filter((key) => map.get(key) !== undefined);

	it('forgets what was not asked for the longest', () => {
		const map = filled('a', 'b', 'c');
		expect(map.get('a')).toBe('A');
		map.set('d', 'D');
		expect(held(map)).toEqual(['a', 'c', 'd']);
	});

	it('takes being set again for being asked for', () => {
		const map = filled('a', 'b', 'c');
		map.set('a', 'A again');
		map.set('d', 'D');
		expect(held(map)).toEqual(['a', 'c', 'd']);
		expect(map.get('a')).toBe('A again');
	});

	it('does not take a question for what it lacks for an entry', () => {
		const map = filled('a', 'b', 'c');
		map.get('d');
		expect(held(map)).toEqual(['a', 'b', 'c']);
	});

	it('has room again for what was deleted', () => {
		const map = filled('a', 'b', 'c');
		map.delete('b');
		map.set('d', 'D');
		expect(held(map)).toEqual(['a', 'c', 'd']);
	});

	it('deletes the oldest that are over, and looks no further than the first that is not', () => {
		const map = filled('a', 'b', 'c');
		map.deleteOldest((value) => value !== 'B');
		expect(held(map)).toEqual(['b', 'c']);
		map.deleteOldest(() => true);
		expect(held(map)).toEqual([]);
	});

	it.each([[0], [''], [false]])('keeps %j as a value', (value) => {
		const map = new BoundedMap<unknown>(1);
		map.set('key', value);
		expect(map.get('key')).toBe(value);
	});
});

describe('a single flight', () => {
	/** Work that ends when it is told to, and counts how often it began. */
	function work() {
		const begun: Array<{ resolve: (value: string) => void; reject: (error: Error) => void }> = [];
		const begin = async () => await new Promise<string>((resolve, reject) => begun.push({ resolve, reject }));
		return { begun, begin };
	}

	it('gives all who ask meanwhile what the first one gets, and works anew after that', async () => {
		const flights = new SingleFlight<string>();
		const { begun, begin } = work();
		const asked = [flights.run('key', begin), flights.run('key', begin)];
		begun[0]?.resolve('done');
		expect(await Promise.all(asked)).toEqual(['done', 'done']);
		const next = flights.run('key', begin);
		expect(begun).toHaveLength(2);
		begun[1]?.resolve('done anew');
		expect(await next).toBe('done anew');
	});

	it('fails for all who ask meanwhile, and works anew after that', async () => {
		const flights = new SingleFlight<string>();
		const { begun, begin } = work();
		const asked = Promise.allSettled([flights.run('key', begin), flights.run('key', begin)]);
		begun[0]?.reject(new Error('failed'));
		expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(await flights.run('key', async () => 'done')).toBe('done');
		expect(begun).toHaveLength(1);
	});

	it('can be asked again by whoever waited, as soon as it is over', async () => {
		const flights = new SingleFlight<number>();
		let times = 0;
		const again = flights
			.run('key', async () => ++times)
			.then(async () => await flights.run('key', async () => ++times));
		expect(await again).toBe(2);
	});

	it('does not keep those who ask for something else', async () => {
		const flights = new SingleFlight<string>();
		const { begin } = work();
		void flights.run('key', begin);
		expect(await flights.run('other', async () => 'other')).toBe('other');
	});
});
