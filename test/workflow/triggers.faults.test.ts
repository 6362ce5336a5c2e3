import type { IDataObject } from 'n8n-workflow';
import { valueOf } from '../../nodes/shared/node/operation';
import type { Change } from '../../nodes/shared/watching/watched';
import { entries, load, Place } from '../support/accounts';
import { FAULTS, MARKED } from '../support/faults';
import type { TestN8n } from '../support/testN8n';
import type { TestTrigger } from '../support/testTrigger';
import { testTime } from '../support/testTime';
import { watchedServices, watching } from '../support/watched';
import { arrange, SUBJECTS, watchedLists, type Arranged, type Subject } from '../support/watchedLists';

/**
 * Every trigger under every fault: no fault is the end of a connection, and what has happened meanwhile is told once, by
 * the next poll that succeeds. New lists and credential types join by being watched.
 */

let place: Place;
let n8n: TestN8n;
beforeAll(async () => {
	place = await Place.start();
	n8n = await load();
});
afterAll(async () => await place.close());

/** Whatever form a provider has for its refusals, something in between has it too. */
const inAnyForm = (status: number) => ({
	kind: 'status',
	status,
	times: 999,
	body: {
		error: 'unauthorized',
		error_description: 'no',
		code: 'UNAUTHORIZED',
		message: 'no',
		detail: 'no',
		statusCode: status,
		StatusCode: status,
		Message: 'no',
	},
});

interface Cell {
	readonly fault: string;
	readonly plan: object;
	/** A refusal is told when it lasts; a failure never is. */
	readonly polls: number;
}

const CELLS: Cell[] = Object.entries({
	...Object.fromEntries(Object.entries(FAULTS).map(([name, { plan }]) => [name, plan])),
	'401 in its own form': inAnyForm(401),
	'403 in its own form': inAnyForm(403),
}).flatMap(([fault, plan]) =>
	plan && fault !== '50 MB' ? [{ fault, plan, polls: /401|own form/.test(fault) ? 1 : 2 }] : [],
);

const CONNECTION = ['connectionEnded', 'connectionRecovered'];
const OPTIONS = { retries: 1, maxWaitSeconds: 2, timeoutSeconds: 20 };
const named = (items: readonly IDataObject[]) => items.map(({ event }) => event);

async function pollsUnder({ plan, polls }: Cell, control: Arranged['control'], trigger: TestTrigger) {
	const told: unknown[] = [];
	await control.send('POST', '/faults', plan);
	for (let poll = 0; poll < polls; poll++) {
		await testTime.advance(60_000);
		told.push(...named(await trigger.poll()));
	}
	await control.noFaults();
	return told;
}

describe.each(watchedLists)('$folder under faults', ({ title, folder, list }) => {
	const [change, { name }] = Object.entries(list.events)[0] as [Change, { name: string }];
	const event = valueOf(name);
	let arranged: Arranged;
	let trigger: TestTrigger;
	let act: () => Promise<unknown>;

	beforeAll(async () => {
		const { type, make, changes } = SUBJECTS[title] as Subject;
		arranged = await arrange(place, n8n, type);
		const id = await make(arranged);
		act = async () => await changes(arranged)[change]?.(id);
		trigger = n8n.trigger(watching(type, 'watching', [...CONNECTION, event], OPTIONS));
		await trigger.activate();
	});

	it.each(CELLS.map((cell) => ({ ...cell, title: `${folder}Trigger ${list.name} × ${cell.fault}` })))(
		'$title',
		async (cell) => {
			await act();
			const told = await pollsUnder(cell, arranged.control, trigger);
			await testTime.advance(60_000);
			told.push(...named(await trigger.poll()), ...named(await trigger.poll()));
			expect(told).toEqual([event]);
			expect(trigger.errors.splice(0).length).toBeLessThan(2);
			expect(trigger.stored).not.toContain(MARKED);
		},
	);
});

const signIns = watchedServices.flatMap(({ folder, service }) =>
	service.signIns.map(({ signIn: { type, kind } }) => ({ folder, type, kind })),
);

describe.each(signIns)('$folder under faults', ({ type, kind }) => {
	let arranged: Arranged;
	let trigger: TestTrigger;
	const wrong = entries.find((entry) => entry.type === type)?.wrong;

	beforeAll(async () => {
		arranged = await arrange(place, n8n, type);
		trigger = n8n.trigger(watching(type, 'watching', CONNECTION, OPTIONS));
		await trigger.activate();
	});

	const cells = (when: string) =>
		CELLS.map((cell) => ({ ...cell, title: `${type} ${when} × ${cell.fault}` }));

	// Those that watch a list have met the faults with it.
	const isWatching = Object.values(SUBJECTS).some((subject) => subject.type === type);
	if (!isWatching)
		it.each(cells('alive'))('$title', async (cell) => {
			expect(await pollsUnder(cell, arranged.control, trigger)).toEqual([]);
			await testTime.advance(60_000);
			expect(await trigger.poll()).toEqual([]);
			expect(trigger.errors.splice(0).length).toBeLessThan(2);
		});

	describe('and down', () => {
		beforeAll(async () => {
			await testTime.advance(60_000);
			if (kind === 'oAuth2') await arranged.person.revoke?.();
			else n8n.addCredential('watching', type, { ...arranged.person.data, ...wrong } as never);
			const told = [...(await trigger.poll()), ...(await trigger.poll())];
			expect(named(told)).toEqual(['connectionEnded']);
		});

		it.each(cells('down'))('$title', async (cell) => {
			expect(await pollsUnder({ ...cell, polls: 1 }, arranged.control, trigger)).toEqual([]);
			expect(trigger.errors.splice(0).length).toBeLessThan(2);
		});
	});
});
