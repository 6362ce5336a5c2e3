import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { valueOf } from '../../nodes/shared/node/operation';
import type { Change } from '../../nodes/shared/watching/watched';
import { load, Place } from '../support/accounts';
import { expectOfSchema } from '../support/scenarios';
import type { TestN8n } from '../support/testN8n';
import { testTime } from '../support/testTime';
import { watching } from '../support/watched';
import { arrange, SUBJECTS, watchedLists, type Arranged, type Subject } from '../support/watchedLists';

/** Every list that a trigger watches, and every event of it, against the sandbox. */

let place: Place;
let n8n: TestN8n;
beforeAll(async () => {
	place = await Place.start();
	n8n = await load();
});
afterAll(async () => await place.close());

it('every list has a subject', () => {
	expect(Object.keys(SUBJECTS).sort()).toEqual(watchedLists.map(({ title }) => title).sort());
});

const changes = watchedLists.flatMap(({ title, folder, list }) =>
	Object.entries(list.events).map(([change, { name }]) => ({
		title: `${title}: ${change} → ${name}`,
		folder,
		list,
		subject: SUBJECTS[title] as Subject,
		change: change as Change,
		event: valueOf(name),
	})),
);

describe.each(changes)(
	'$title',
	({ folder, list, subject: { type, make, changes: changesOf }, change, event }) => {
		let arranged: Arranged;
		let act: () => Promise<unknown>;

		beforeEach(async () => {
			arranged = await arrange(place, n8n, type);
			const id = await make(arranged);
			act = async () => await changesOf(arranged)[change]?.(id);
			await testTime.advance(60_000);
		});

		const watch = (events = [event]) => n8n.trigger(watching(type, 'watching', events));
		const named = (items: readonly IDataObject[]) => items.map((item) => item.event);

		it('is told once, in the shape of the output schema, also when the poll before has failed', async () => {
			const trigger = watch();
			await trigger.activate();
			expect(await trigger.poll()).toEqual([]);
			await act();
			await arranged.control.send('POST', '/faults', { kind: 'status', times: 3, status: 503 });
			expect(await trigger.poll()).toEqual([]);
			const told = await trigger.poll();
			expect(named(told)).toEqual([event]);
			expect(told[0]).toHaveProperty('id');
			expectOfSchema(folder, '', told[0] as IDataObject);
			expect(await trigger.poll()).toEqual([]);
			expect(await trigger.restart()).toEqual([]);
			expect(trigger.errors).toEqual([]);
		});

		it('is told after a restart when it has happened meanwhile, and leaves no secret in the state', async () => {
			const trigger = watch();
			await trigger.activate();
			await act();
			const told = await trigger.restart();
			expect(named(told)).toEqual([event]);
			expect(await trigger.restart()).toEqual([]);
			expect(trigger.stored.length).toBeLessThan(2000);
			for (const secret of Object.values(secretsIn(arranged.person.data)))
				expect(trigger.stored + JSON.stringify(told)).not.toContain(secret);
			expect(trigger.stored).not.toMatch(/mustnotleak|example\.com|Another/);
		});

		it('is not told to who has not asked', async () => {
			const others = Object.values(list.events)
				.map(({ name }) => valueOf(name))
				.filter((other) => other !== event);
			const trigger = watch(['connectionEnded', ...new Set(others)]);
			await trigger.activate();
			await act();
			expect(named(await trigger.poll())).toEqual([]);
		});

		it('is shown as a test event', async () => {
			const shown = await watch().fetchTestEvent();
			expect(named(shown)).toEqual([event]);
			for (const item of shown) expectOfSchema(folder, '', item);
		});
	},
);

it.each(watchedLists)(
	'$title: nothing is told where the credential has come to be another person’s',
	async ({ title, list }) => {
		const { type, make, changes: changesOf } = SUBJECTS[title] as Subject;
		const events = Object.values(list.events).map(({ name }) => valueOf(name));
		const first = await arrange(place, n8n, type);
		await make(first);
		const trigger = n8n.trigger(watching(type, 'watching', [...new Set(events)]));
		await trigger.activate();
		const second = await arrange(place, n8n, type, { isFresh: false });
		const id = await make(second);
		await testTime.advance(60_000);
		expect(await trigger.poll()).toEqual([]);
		const [[change, act] = []] = Object.entries(changesOf(second));
		await act?.(id);
		expect(await trigger.restart()).toMatchObject([
			{ event: valueOf(list.events[change as Change]?.name ?? '') },
		]);
	},
);

const secretsIn = (data: ICredentialDataDecryptedObject): string[] =>
	Object.entries(data).flatMap(([name, value]) =>
		/token|secret|password|key/i.test(name) && typeof value === 'string' ? [value] : [],
	);
