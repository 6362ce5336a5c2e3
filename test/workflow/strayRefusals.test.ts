import type { Control } from '../e2e/control';
import { goingOn, load, Place, reading, titled, type Person } from '../support/accounts';
import type { TestN8n } from '../support/testN8n';

/** A refusal is no proof that a token is dead: something in between may have answered, or a replica that is behind. */
let place: Place;
let n8n: TestN8n;

beforeAll(async () => {
	[place, n8n] = [await Place.start(), await load()];
});
afterAll(async () => await place.close());

const items = (length: number) => Array.from({ length }, () => ({}));

describe.each(titled)('$title', ({ title, entry }) => {
	let control: Control;
	let person: Person;

	beforeEach(async () => {
		control = await place.prepare(entry);
		person = await place.person(entry, 'ada');
		n8n.addCredential(title, entry.type, structuredClone(person.data));
		await works(1);
		await control.send('DELETE', '/counters');
	});

	/** Each of so many items has what the credential reads. */
	async function works(length: number) {
		const { json, error } = await n8n.run(items(length), reading(entry, title));
		expect(error).toBeUndefined();
		expect(json.length).toBeGreaterThanOrEqual(length);
	}

	const refuses = async (fault: object) =>
		await control.fault({ kind: 'status', status: 401, body: {}, path: entry.apiPath, ...fault });
	const tokenCalls = async () => (await control.counters()).tokenCalls;

	const inHttpRequest = async () =>
		await n8n.run(items(3), {
			type: 'httpRequest',
			credentials: { [entry.type]: title },
			parameters: { url: entry.http.url(place.sandbox), method: 'GET' },
		});
	async function worksInHttpRequest() {
		for (const answer of (await inHttpRequest()).json) expect(answer).not.toHaveProperty('failed');
	}

	it.each([1, 100])(
		'one refusal, with %i items: the request is repeated, and nothing renewed',
		async (length) => {
			await refuses({ times: 1 });
			await works(length);
			await works(3);
			await worksInHttpRequest();
			expect(await tokenCalls()).toBe(0);
		},
	);

	it.each([2, 3])('%i refusals in a row cost at most one renewal, and leave no verdict', async (times) => {
		await refuses({ times });
		const { json } = await n8n.run(items(1), reading(entry, title, goingOn));
		// A key cannot be renewed, and is not looked at by other means than the request itself.
		expect(json[0]).toEqual(
			entry.kind === 'fixed'
				? expect.objectContaining({ error: expect.objectContaining({ httpStatus: 401 }) })
				: expect.not.objectContaining({ error: expect.anything() }),
		);
		expect(await tokenCalls()).toBeLessThanOrEqual(1);
		await control.noFaults();
		await control.send('DELETE', '/counters');
		await works(3);
		await worksInHttpRequest();
		expect(await tokenCalls()).toBe(0);
	});

	it('a proxy that refuses everything for a while makes items fail in words, and the next run works', async () => {
		await refuses({ times: 999, path: '/*' });
		const { json } = await n8n.run(items(5), reading(entry, title, goingOn));
		expect(json).toHaveLength(5);
		for (const { error } of json) {
			expect(error).toMatchObject({ message: expect.stringMatching(/\w+ .{10}/), hint: expect.any(String) });
		}
		for (let run = 0; run < 3; run++) await inHttpRequest();
		await control.noFaults();
		await worksInHttpRequest();
		await works(3);
	});

	it('a dead token costs one renewal, for a hundred items', async () => {
		if (!person.expire) return;
		await person.expire();
		await works(100);
		const { signIns, refreshes } = await control.counters();
		expect(signIns + refreshes).toBe(1);
	});
});
