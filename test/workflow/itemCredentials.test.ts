import type { IDataObject } from 'n8n-workflow';
import { asExpressions, goingOn, load, Place, reading, titled, type Person } from '../support/accounts';
import type { TestN8n } from '../support/testN8n';

/** Expressions in a credential make it another one for each item: each item acts as itself. */
let here: Place;
let elsewhere: Place;
let n8n: TestN8n;

beforeAll(async () => {
	[here, elsewhere, n8n] = [await Place.start(), await Place.start(), await load()];
});
afterAll(async () => {
	await here.close();
	await elsewhere.close();
});

const fromItem = (field: string) => `={{ $json.person.${field} }}`;
const itemOf = ({ data }: Person): IDataObject => ({ person: data as IDataObject });

const textsIn = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: [];

describe.each(titled)('$title, whose fields are expressions', ({ entry }) => {
	let ada: Person;
	let milo: Person;

	beforeEach(async () => {
		await here.prepare(entry);
		await elsewhere.prepare(entry);
		[ada, milo] = [await here.person(entry, 'ada'), await here.person(entry, 'milo')];
		n8n.addCredential('theirs', entry.type, asExpressions(ada.data as IDataObject, fromItem));
	});

	/** What a credential without expressions reads for a person. */
	async function own({ name, data }: Person): Promise<IDataObject[]> {
		n8n.addCredential(`only ${name}`, entry.type, structuredClone(data));
		const { json, error } = await n8n.run([{}], reading(entry, `only ${name}`));
		expect(error).toBeUndefined();
		return json;
	}

	/** What came out for each of the items. */
	async function each(items: IDataObject[], credential = 'theirs'): Promise<IDataObject[][]> {
		const result = await n8n.run(items, reading(entry, credential, goingOn));
		expect(result.error).toBeUndefined();
		return items.map((_, index) =>
			result.items.flatMap(({ json, pairedItem }) =>
				(pairedItem as { item: number }).item === index ? [json] : [],
			),
		);
	}
	const isError = (json: IDataObject[] | undefined) => json?.length === 1 && json[0]?.error !== undefined;

	it('signs each item as itself', async () => {
		const [adas, milos] = [await own(ada), await own(milo)];
		expect(adas).not.toEqual(milos);
		expect(await each([ada, milo, ada, milo, milo].map(itemOf))).toEqual([adas, milos, adas, milos, milos]);
	});

	it('never shows the server of one item anything of another', async () => {
		const stranger = await elsewhere.person(entry, 'zoe');
		const [milos, strangers] = [await own(milo), await own(stranger)];
		expect(await each([milo, stranger, milo, stranger].map(itemOf))).toEqual([
			milos,
			strangers,
			milos,
			strangers,
		]);
		const known = textsIn(stranger.data);
		const onlyMilos = textsIn(milo.data).filter((text) => text.length > 3 && !known.includes(text));
		expect(onlyMilos).not.toEqual([]);
		const seen = await elsewhere.seen(entry);
		expect(onlyMilos.filter((text) => seen.includes(text))).toEqual([]);
	});

	it.each([0, 1, 2])('fails item %i alone, where it cannot be computed', async (bad) => {
		const failing = (field: string) =>
			`={{ $json.isBad ? $('Nowhere').first().json.${field} : $json.person.${field} }}`;
		n8n.addCredential('at times', entry.type, asExpressions(ada.data as IDataObject, failing));
		const items = [0, 1, 2].map((index) => ({ ...itemOf(ada), isBad: index === bad }));
		const outcomes = await each(items, 'at times');
		expect(outcomes.map(isError)).toEqual([0, 1, 2].map((index) => index === bad));
	});

	it.each([3, 4, 5])('goes by the place of an item, of %i', async (length) => {
		const byIndex = (field: string) => `={{ $itemIndex % 2 ? $json.odd.${field} : $json.even.${field} }}`;
		n8n.addCredential('in turn', entry.type, asExpressions(ada.data as IDataObject, byIndex));
		const [adas, milos] = [await own(ada), await own(milo)];
		const item = { even: ada.data, odd: milo.data } as IDataObject;
		const expected = Array.from({ length }, (_, index) => (index % 2 ? milos : adas));
		expect(
			await each(
				Array.from({ length }, () => item),
				'in turn',
			),
		).toEqual(expected);
	});

	it('fails a wrong one alone, wherever it stands', async () => {
		if (!entry.wrong) return;
		const wrong = { ...milo, data: { ...milo.data, ...entry.wrong } as Person['data'] };
		for (const people of [
			[wrong, ada, milo],
			[ada, wrong, milo],
			[ada, milo, wrong],
		]) {
			const outcomes = await each(people.map(itemOf));
			expect(outcomes.map(isError)).toEqual(people.map((person) => person === wrong));
		}
	});

	it('signs nobody in twice, however often they take turns', async () => {
		for (const person of [ada, milo, ada, milo, ada]) {
			expect(isError((await each([itemOf(person)]))[0])).toBe(false);
		}
		await each([ada, milo, ada].map(itemOf));
		const { signIns, refreshes } = await here.control(entry).counters();
		// The sandbox counts Cal.com's force refresh, with which a managed user begins, among the refreshes.
		expect(signIns + refreshes).toBe(entry.kind === 'session' ? 2 : 0);
	});
});
