import { InTurn } from '../../../../../nodes/shared/node/inTurn';

/** Works that end when they are told to, and what happened in which order. */
function given() {
	const inTurn = new InTurn();
	const log: string[] = [];
	const ends = new Map<string, () => void>();
	const run = async (name: string, ...names: string[]) =>
		await inTurn.run(names, async () => {
			log.push(`${name} begins`);
			await new Promise<void>((resolve) => ends.set(name, resolve));
			log.push(`${name} ends`);
			if (name.startsWith('bad')) throw new Error(name);
		});
	const settle = async () => {
		for (let turns = 0; turns < 10; turns++) await Promise.resolve();
	};
	const end = async (name: string) => {
		await settle();
		ends.get(name)?.();
		await settle();
	};
	return { run, log, end, settle };
}

it('works of different names are under way at once, those of one name in their order', async () => {
	const { run, log, end, settle } = given();
	const all = [run('a1', 'a'), run('b1', 'b'), run('a2', 'a'), run('free'), run('ab', 'a', 'b')];
	await settle();
	expect([...log].sort()).toEqual(['a1 begins', 'b1 begins', 'free begins']);
	await end('b1');
	await end('a1');
	expect(log.slice(3)).toEqual(['b1 ends', 'a1 ends', 'a2 begins']);
	await end('a2');
	await end('ab');
	await end('free');
	await Promise.all(all);
	expect(log.slice(6)).toEqual(['a2 ends', 'ab begins', 'ab ends', 'free ends']);
});

it('a work that fails does so for itself alone', async () => {
	const { run, log, end } = given();
	const [bad, next] = [run('bad', 'a').catch((error: Error) => error.message), run('next', 'a')];
	await end('bad');
	await end('next');
	expect([await bad, await next]).toEqual(['bad', undefined]);
	expect(log).toEqual(['bad begins', 'bad ends', 'next begins', 'next ends']);
});
