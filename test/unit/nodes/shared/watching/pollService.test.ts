import fc from 'fast-check';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { pollService } from '../../../../../nodes/shared/watching/pollService';
import type { Entry, WatchedService } from '../../../../../nodes/shared/watching/watched';
import { apiKey } from '../../../../../nodes/DropboxSign/signIns';
import { OAuthProblem, type ProblemKind } from '../../../../../oauth/problems';

/** A list on a server, and a trigger that watches it in an n8n which keeps its state by n8n's rules. */
class World {
	list: Entry[] = [];
	problem?: Error;
	/** A second list, if it is watched, and what is wrong with it. */
	others: Entry[] = [];
	otherProblem?: Error;
	/** Whether what is refused is the list alone. */
	isTaken = false;
	/** What the next reading leaves out, as where pages shift. */
	leftOut?: string | number;
	readings = 0;
	runs: IDataObject[][] = [];
	errors: Error[] = [];
	stored = '{}';
	/** The key in the credential, and whose it is, where the service tells. */
	key = 'key';
	/** Why the credential cannot be read, such as that it was deleted. */
	isGone = false;
	owner?: string;
	private memory: IDataObject = {};
	private functions = this.newFunctions();

	constructor(
		private readonly events: string[],
		private readonly whose: 'told' | 'byEntries' | 'inFields' = 'byEntries',
	) {}

	private get service(): WatchedService {
		return {
			signIns: [
				{
					signIn: apiKey,
					accountFields: [],
					...(this.whose === 'byEntries' && { whose: this.whose }),
					...(this.whose === 'told' && { whose: async () => this.owner }),
					check: async () => (this.isTaken ? undefined : await this.read()),
				},
			],
			lists: [
				{
					name: 'things',
					credentials: [apiKey.type],
					read: async () => await this.read(),
					events: {
						added: { name: 'Thing Added', description: '' },
						changed: { name: 'Thing Changed', description: '' },
						removed: { name: 'Thing Removed', description: '' },
					},
					example: { id: 'example' },
				},
				{
					name: 'others',
					credentials: [apiKey.type],
					read: async () => {
						if (this.otherProblem) throw this.otherProblem;
						return this.others;
					},
					events: { added: { name: 'Other Added', description: '' } },
					example: { id: 'other' },
				},
			],
		};
	}

	private async read(): Promise<Entry[]> {
		this.readings++;
		if (this.problem) throw this.problem;
		const { leftOut } = this;
		this.leftOut = undefined;
		return this.list.filter(({ id }) => id !== leftOut);
	}

	private newFunctions(mode = 'trigger'): IPollFunctions {
		const parameters: IDataObject = { events: this.events, options: {} };
		return {
			getNode: () => ({
				id: 'node',
				name: 'Trigger',
				credentials: { [apiKey.type]: { id: '1', name: 'Key' } },
			}),
			getWorkflow: () => ({ id: 'workflow' }),
			getMode: () => mode,
			getCredentials: async () => {
				if (this.isGone) throw new Error('The credential does not exist');
				return { baseUrl: 'https://api.example', apiKey: this.key };
			},
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getWorkflowStaticData: () => this.memory,
			helpers: {},
		} as unknown as IPollFunctions;
	}

	async poll(): Promise<IDataObject[]> {
		const output = await pollService(this.functions, this.service).catch((error: Error) => {
			this.errors.push(error);
			return null;
		});
		if (!output) return [];
		this.stored = JSON.stringify(this.memory);
		const items = output.flat().map(({ json }) => json);
		this.runs.push(items);
		return items;
	}

	/** @throws what hinders the activation */
	async activate(): Promise<IDataObject[]> {
		this.memory = JSON.parse(this.stored) as IDataObject;
		this.functions = this.newFunctions();
		const [runs, errors] = [this.runs.length, this.errors.length];
		await this.poll();
		if (this.errors.length > errors) throw this.errors.pop() as Error;
		this.stored = JSON.stringify(this.memory);
		return this.runs.slice(runs).flat();
	}

	fetchTestEvent = async () =>
		(await pollService(this.newFunctions('manual'), this.service))?.flat().map(({ json }) => json);
}

const LIST = ['thingAdded', 'thingChanged', 'thingRemoved'];
const entry = (id: number, version = 0): Entry => ({ id, compared: version, json: { id, version } });
const short = (items: readonly IDataObject[]) =>
	items.map(({ event, id }) => `${String(event)} ${String(id)}`);
const failing = (kind: ProblemKind = 'unavailable', httpStatus = 503) =>
	new OAuthProblem({ kind, endpoint: 'apps', httpStatus, message: 'The service fails', hint: 'Wait' });

async function activated(events: string[], list: Entry[] = []): Promise<World> {
	const world = new World(events);
	world.list = list;
	await world.activate();
	return world;
}

describe('a trigger that watches a list', () => {
	it('tells each change once', async () => {
		const world = await activated(LIST, [entry(1), entry(2)]);
		world.list = [entry(2, 1), entry(3)];
		const told = await world.poll();
		expect(short(told)).toEqual(['thingRemoved 1', 'thingChanged 2', 'thingAdded 3']);
		expect(told[1]).toEqual({ event: 'thingChanged', seenAt: expect.any(String), id: 2, version: 1 });
		expect(await world.poll()).toEqual([]);
		expect(await world.activate()).toEqual([]);
	});

	it('starts nothing when it is activated, nor while nothing happens', async () => {
		const world = await activated(LIST, [entry(1)]);
		await world.poll();
		expect(world.runs).toEqual([]);
	});

	it('looks once more before it tells that something is gone, since pages may have shifted', async () => {
		const world = await activated(LIST, [entry(1), entry(2)]);
		world.leftOut = 2;
		expect(await world.poll()).toEqual([]);
		expect(await world.poll()).toEqual([]);
		expect(world.readings).toBe(4);
	});

	it('reads a list that may have pages twice for the first time', async () => {
		const world = new World(LIST);
		world.list = Array.from({ length: 101 }, (_, id) => entry(id));
		world.leftOut = 7;
		await world.activate();
		expect(await world.poll()).toEqual([]);
	});

	it('is not activated before the list could be read', async () => {
		const world = new World(LIST);
		world.problem = failing();
		await expect(world.activate()).rejects.toThrow('The service fails');
	});

	it('tells of a failure once, when it lasts for two polls, and goes on', async () => {
		const world = await activated(LIST, [entry(1)]);
		world.problem = failing();
		for (const _ of [1, 2, 3, 4]) await world.poll();
		expect(world.errors.map(({ message }) => message)).toEqual(['The service fails']);
		world.problem = undefined;
		world.list = [];
		expect(short(await world.poll())).toEqual(['thingRemoved 1']);
	});

	it.each<[string, ReadonlyArray<[ProblemKind, number]>, number]>([
		[
			'from one status to another',
			[
				['unavailable', 502],
				['unavailable', 504],
			],
			1,
		],
		[
			'from one kind to another',
			[
				['unavailable', 502],
				['unreachable', 0],
			],
			1,
		],
		[
			'for good',
			[
				['unavailable', 502],
				['unavailable', 502],
				['rateLimited', 429],
				['rateLimited', 429],
			],
			2,
		],
	])('tells of failures that change %s once each at most', async (_, failures, errors) => {
		const world = await activated(LIST, [entry(1)]);
		for (const [kind, status] of [1, 2, 3, 4].flatMap(() => failures)) {
			world.problem = failing(kind, status);
			await world.poll();
		}
		expect(world.errors).toHaveLength(errors);
	});

	it('tells that one list fails, though it is told of another at that time', async () => {
		const world = await activated([...LIST, 'otherAdded']);
		world.otherProblem = failing();
		await world.poll();
		world.list = [entry(1)];
		expect(short(await world.poll())).toEqual(['thingAdded 1']);
		for (const _ of [1, 2, 3, 4]) await world.poll();
		expect(world.errors.map(({ message }) => message)).toEqual(['The service fails']);
	});

	it('tells that a list is too long once, and goes on to tell of another', async () => {
		const world = await activated(['thingAdded', 'otherAdded']);
		world.list = Array.from({ length: 20_001 }, (_, id) => entry(id));
		for (const _ of [1, 2, 3]) await world.poll();
		expect(world.errors.map(({ message }) => message)).toEqual([
			expect.stringContaining('more than 20000 entries in the list "things"'),
		]);
		world.others = [entry(7)];
		expect(short(await world.poll())).toEqual(['otherAdded 7']);
	});

	it('keeps what has to be kept before it tells of a failure', async () => {
		const world = await activated(['thingRemoved', 'otherAdded']);
		world.otherProblem = failing();
		await world.poll();
		world.list = [entry(1)];
		await world.poll();
		expect([world.runs, world.errors]).toEqual([[[]], []]);
		await world.poll();
		expect(world.errors).toHaveLength(1);
		world.otherProblem = undefined;
		world.list = [];
		expect(short(await world.activate())).toEqual(['thingRemoved 1']);
	});

	it('is activated again although the service fails, once the list is known', async () => {
		const world = await activated(LIST, [entry(1)]);
		world.problem = failing();
		expect(await world.activate()).toEqual([]);
		world.problem = undefined;
		world.list = [];
		expect(short(await world.poll())).toEqual(['thingRemoved 1']);
	});

	it('tells of a credential that was deleted once, and knows what it knew when there is one again', async () => {
		const world = await activated(LIST, [entry(1)]);
		world.isGone = true;
		for (const _ of [1, 2, 3, 4]) await world.poll();
		expect(world.errors.map(({ message }) => message)).toEqual([expect.stringContaining('does not exist')]);
		Object.assign(world, { isGone: false, list: [] });
		expect(short(await world.poll())).toEqual(['thingRemoved 1']);
		world.isGone = true;
		await expect(world.activate()).rejects.toThrow('does not exist');
	});

	it('starts the workflow with no items where something has to be kept that nothing else would keep', async () => {
		const world = await activated(['thingRemoved'], []);
		world.list = [entry(1)];
		await world.poll();
		expect(world.runs).toEqual([[]]);
		world.list = [];
		expect(short(await world.activate())).toEqual(['thingRemoved 1']);
	});

	it('tells of something that comes again while n8n is down, after a crash, though nobody was told that it was gone', async () => {
		const world = await activated(['thingAdded'], [entry(1)]);
		world.list = [];
		await world.poll();
		world.list = [entry(1)];
		expect(short(await world.activate())).toEqual(['thingAdded 1']);
	});

	it('shows what there is as a test event, or an example', async () => {
		const world = new World([...LIST, 'connectionEnded']);
		expect(short((await world.fetchTestEvent()) ?? [])).toEqual([
			'connectionEnded undefined',
			'thingAdded example',
			'thingChanged example',
			'thingRemoved example',
		]);
		world.list = [entry(7)];
		expect((await world.fetchTestEvent())?.slice(1)).toEqual([
			{ event: 'thingAdded', seenAt: expect.any(String), id: 7, version: 0 },
			{ event: 'thingChanged', seenAt: expect.any(String), id: 7, version: 0 },
			{ event: 'thingRemoved', seenAt: expect.any(String), id: 7 },
		]);
		expect(world.stored).toBe('{}');
	});

	it('begins anew where the credential has come to be another one’s, and not with another key of the same', async () => {
		const world = new World(LIST, 'told');
		Object.assign(world, { list: [entry(1), entry(2)], owner: 'ada' });
		await world.activate();
		Object.assign(world, { list: [entry(2)], key: 'a newer key' });
		expect(short(await world.poll())).toEqual(['thingRemoved 1']);
		Object.assign(world, { list: [entry(2), entry(7)], key: 'milo’s key', owner: 'milo' });
		expect(await world.poll()).toEqual([]);
		world.list = [entry(7)];
		expect(short(await world.activate())).toEqual(['thingRemoved 2']);
	});

	it.each<[string, Entry[], string[]]>([
		['other entries alone', [entry(7), entry(8)], []],
		['one that was there', [entry(2), entry(7)], ['thingRemoved 1', 'thingAdded 7']],
		['none', [], ['thingRemoved 1', 'thingRemoved 2']],
	])(
		'takes a new key for another person’s by what it shows, where the service does not tell: %s',
		async (_, list, told) => {
			const world = await activated(LIST, [entry(1), entry(2)]);
			Object.assign(world, { list, key: 'another key' });
			expect(short(await world.poll())).toEqual(told);
			expect(await world.activate()).toEqual([]);
		},
	);

	it('tells what has come in the place of all else where the key is the same', async () => {
		const world = await activated(LIST, [entry(1)]);
		world.list = [entry(2)];
		expect(short(await world.poll())).toEqual(['thingRemoved 1', 'thingAdded 2']);
	});

	it('tells what has come in the place of all else where the fields of the credential say whose it is', async () => {
		const world = new World(LIST, 'inFields');
		world.list = [entry(1)];
		await world.activate();
		Object.assign(world, { list: [entry(2)], key: 'a newer key' });
		expect(short(await world.poll())).toEqual(['thingRemoved 1', 'thingAdded 2']);
		expect(world.stored).not.toContain('holder');
	});

	it('leaves it open whose a credential is where the one list could not be read and the other one was empty', async () => {
		const world = new World([...LIST, 'otherAdded']);
		Object.assign(world, { list: [], others: [entry(1), entry(2)] });
		await world.activate();
		Object.assign(world, { key: 'milo’s key', otherProblem: failing() });
		expect(await world.poll()).toEqual([]);
		Object.assign(world, { otherProblem: undefined, others: [entry(7)] });
		expect(await world.poll()).toEqual([]);
	});

	it('goes by the entries where the service takes the credential and does not show whose it is', async () => {
		const world = new World(LIST, 'told');
		Object.defineProperty(world, 'owner', {
			get: () => {
				throw failing('refused', 403);
			},
		});
		world.list = [entry(1)];
		await world.activate();
		world.list = [entry(1), entry(2)];
		expect(short(await world.poll())).toEqual(['thingAdded 2']);
		Object.assign(world, { list: [entry(7)], key: 'milo’s key' });
		expect(await world.poll()).toEqual([]);
	});

	it('tells nothing of lists where it cannot find out whose they are, and all of it later', async () => {
		const world = new World([...LIST, 'connectionEnded'], 'told');
		await world.activate();
		Object.assign(world, { list: [entry(1)], key: 'a newer key' });
		Object.defineProperty(world, 'owner', {
			configurable: true,
			get: () => {
				throw failing();
			},
		});
		expect(await world.poll()).toEqual([]);
		Object.defineProperty(world, 'owner', { value: undefined });
		expect(short(await world.poll())).toEqual(['thingAdded 1']);
	});

	it.each([
		['no connection', { connection: null }],
		['a connection of another form', { connection: { down: { since: 'yesterday' } } }],
		['a list of another form', { lists: { things: 7, others: ['a'] } }],
		['lines that are none', { lists: { things: 'x\ty\n{' } }],
		['a failure of another form', { failure: { told: 7 } }],
	])('goes on from what another version has kept: %s', async (_, other) => {
		const world = await activated([...LIST, 'connectionEnded'], [entry(1)]);
		const kept = JSON.parse((JSON.parse(world.stored) as { watched: string }).watched) as object;
		world.stored = JSON.stringify({ watched: JSON.stringify({ ...kept, ...other }) });
		await world.activate();
		world.problem = failing();
		for (const _poll of [1, 2, 3]) await world.poll();
		world.problem = failing('refused', 401);
		for (const _poll of [1, 2, 3]) await world.poll();
		expect(world.runs.flat().map(({ event }) => event)).toContain('connectionEnded');
		expect(world.errors.map(({ message }) => message)).toEqual(['The service fails']);
	});

	it('begins anew with another account, or with a state that cannot be read', async () => {
		const world = await activated(LIST, [entry(1)]);
		world.stored = world.stored.replace(/account\\":\\"./, 'account\\":\\"?');
		world.list = [entry(2)];
		expect(await world.activate()).toEqual([]);
		world.stored = JSON.stringify({ watched: '{"lists"' });
		world.list = [entry(3)];
		expect(await world.activate()).toEqual([]);
	});
});

describe('a trigger that watches a connection as well', () => {
	const refused = failing('refused', 401);

	it('is activated with a dead one, tells so once, and takes up the list when it recovers', async () => {
		const world = new World(['connectionEnded', 'thingAdded']);
		world.problem = refused;
		expect(short(await world.activate())).toEqual(['connectionEnded undefined']);
		expect(await world.poll()).toEqual([]);
		world.problem = undefined;
		world.list = [entry(1)];
		await world.poll();
		world.list = [entry(1), entry(2)];
		expect(short(await world.activate())).toEqual(['thingAdded 2']);
		expect(world.errors).toEqual([]);
	});

	it('has not ended where a list alone is refused, in the words for a dead key', async () => {
		const world = await activated(['connectionEnded', 'thingAdded'], []);
		world.problem = refused;
		world.isTaken = true;
		for (const _ of [1, 2, 3]) await world.poll();
		expect(world.runs).toEqual([]);
		expect(world.errors.map(({ message }) => message)).toEqual(['The service fails']);
	});

	it('says what is refused, where nobody wants to be told of the end itself', async () => {
		const world = new World(['thingAdded']);
		world.problem = refused;
		await expect(world.activate()).rejects.toThrow('The service fails');
	});

	it('is told of its recovery after a restart, though it was not told of its end', async () => {
		const world = await activated(['connectionRecovered'], []);
		world.problem = refused;
		for (const _ of [1, 2]) await world.poll();
		world.problem = undefined;
		expect(short(await world.activate())).toEqual(['connectionRecovered undefined']);
	});
});

describe('whatever happens between the polls', () => {
	type Act = 'add' | 'change' | 'remove' | 'poll' | 'failing poll' | 'shifting poll' | 'restart';
	const acts: Act[] = ['add', 'change', 'remove', 'poll', 'failing poll', 'shifting poll', 'restart'];

	/** The list as a trigger last saw it, by ID, and the events that tell the difference to now. */
	function difference(
		seen: Map<number, number>,
		list: readonly Entry[],
		events: readonly string[],
	): string[] {
		const now = new Map(list.map(({ id, compared }) => [Number(id), Number(compared)]));
		const gone = [...seen.keys()].filter((id) => !now.has(id)).map((id) => `thingRemoved ${id}`);
		const come = [...now].flatMap(([id, version]) => {
			const before = seen.get(id);
			if (before === version) return [];
			return [`${before === undefined ? 'thingAdded' : 'thingChanged'} ${id}`];
		});
		seen.clear();
		now.forEach((version, id) => seen.set(id, version));
		return [...gone, ...come].filter((told) => events.includes(told.split(' ')[0] ?? ''));
	}

	it('each change between what two polls have seen is told once', async () => {
		const events = fc.subarray(LIST, { minLength: 1 });
		await fc.assert(
			fc.asyncProperty(
				events,
				fc.array(fc.constantFrom(...acts), { maxLength: 40 }),
				async (chosen, series) => {
					const world = await activated(chosen, []);
					const seen = new Map<number, number>();
					let next = 0;
					for (const act of series) {
						const [first] = world.list;
						if (act === 'add') world.list = [...world.list, entry(next++)];
						else if (act === 'remove') world.list = world.list.slice(1);
						else if (act === 'change' && first)
							world.list = [...world.list.slice(1), entry(Number(first.id), Number(first.compared) + 1)];
						else if (act === 'failing poll') {
							world.problem = failing();
							expect(await world.poll()).toEqual([]);
							world.problem = undefined;
						} else if (act !== 'change') {
							if (act === 'shifting poll')
								world.leftOut = first && seen.has(Number(first.id)) ? first.id : undefined;
							const told = act === 'restart' ? await world.activate() : await world.poll();
							expect(short(told).sort()).toEqual(difference(seen, world.list, chosen).sort());
						}
					}
				},
			),
			{ numRuns: 300 },
		);
	});
});
