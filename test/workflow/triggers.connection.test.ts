import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { load, Place, titled, type Person } from '../support/accounts';
import { expectOfSchema } from '../support/scenarios';
import type { TestN8n } from '../support/testN8n';
import { testTime } from '../support/testTime';
import { watching } from '../support/watched';

/** Every credential type in the trigger of its service: its end is told once, and its recovery once. */

let place: Place;
let n8n: TestN8n;
beforeAll(async () => {
	place = await Place.start();
	n8n = await load();
});
afterAll(async () => await place.close());

const MINUTE = 60_000;
/** Where a credential keeps the session of whoever used it last. */
const KEPT = ['accessToken', 'session'];
const BOTH = ['connectionEnded', 'connectionRecovered'];
const named = (items: readonly IDataObject[]) => items.map(({ event }) => event);

/** Variants of a type differ in how they connect. */
const eachType = titled.filter(
	({ entry }, index) => titled.findIndex((other) => other.entry.type === entry.type) === index,
);

describe.each(eachType)('$title', ({ entry }) => {
	const { type, kind } = entry;
	let person: Person;
	let nth = 0;

	/** As the credential type has it, so that the URL goes by whether there is an execution. */
	function withOwnUrls(data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		if (kind !== 'oAuth2') return data;
		const { properties } = n8n.loader.getCredential(type).type;
		const urls = properties.filter(({ name }) => ['accessTokenUrl', 'refreshUrl'].includes(name));
		return { ...data, ...Object.fromEntries(urls.map(({ name, default: url }) => [name, url])) } as never;
	}

	beforeEach(async () => {
		await place.prepare(entry);
		person = await place.person(entry, `${type.toLowerCase()}${++nth}`);
		connect(person.data);
	});

	const connect = (data: ICredentialDataDecryptedObject) =>
		n8n.addCredential('watched', type, withOwnUrls(data));
	const newTrigger = (events = BOTH, options = {}) => n8n.trigger(watching(type, 'watched', events, options));

	async function end(): Promise<void> {
		await testTime.advance(MINUTE);
		if (kind === 'oAuth2') await person.revoke?.();
		else connect({ ...person.data, ...entry.wrong } as ICredentialDataDecryptedObject);
	}

	async function recover(): Promise<void> {
		await testTime.advance(MINUTE);
		if (kind === 'oAuth2') person = await place.person(entry, person.name);
		connect(person.data);
	}

	it('is told to have ended once, and to have recovered once, over restarts', async () => {
		const trigger = newTrigger();
		await trigger.activate();
		expect(await trigger.poll()).toEqual([]);
		await end();
		const told = await trigger.poll();
		// Where the service does not say of the grant that it is over, the next poll has to be refused as well.
		const isSure = kind === 'oAuth2' || type === 'peerTubeSessionsApi';
		expect(told).toHaveLength(isSure ? 1 : 0);
		told.push(...(await trigger.poll()));
		expect(named(told)).toEqual(['connectionEnded']);
		expect(told[0]).toMatchObject({
			credential: 'watched',
			reason: expect.stringMatching(/./),
			hint: expect.stringMatching(/./),
		});
		expectOfSchema(watching(type, 'watched', BOTH).folder, '', told[0] as IDataObject);
		await testTime.advance(MINUTE);
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.restart()).toEqual([]);
		await recover();
		const again = await trigger.poll();
		expect(named(again)).toEqual(['connectionRecovered']);
		expect(again[0]).toMatchObject({ downSince: told[0]?.downSince });
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.restart()).toEqual([]);
		expect(trigger.errors).toEqual([]);
	});

	it('is told once where it is dead when the workflow is activated, hinders nothing, and reminds when asked to', async () => {
		await end();
		const trigger = newTrigger(BOTH, { remindAfterHours: 3 });
		await trigger.activate();
		expect(named(trigger.runs.flat())).toEqual(['connectionEnded']);
		await testTime.advance(MINUTE);
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.restart()).toEqual([]);
		await testTime.advance(180 * MINUTE);
		expect(named(await trigger.poll())).toEqual(['connectionStillDown']);
		expect(await trigger.poll()).toEqual([]);
	});

	it('is watched where the fields of its credential are expressions', async () => {
		const computed = Object.entries(person.data).map(([name, value]) => [
			name,
			typeof value === 'string' && !KEPT.includes(name) ? `={{ ${JSON.stringify(value)} }}` : value,
		]);
		connect(Object.fromEntries(computed) as ICredentialDataDecryptedObject);
		const trigger = newTrigger();
		await trigger.activate();
		await testTime.advance(MINUTE);
		await person.expire?.();
		expect([await trigger.poll(), await trigger.restart(), trigger.errors]).toEqual([[], [], []]);
	});

	it('has not ended when its access token has, nor when the service fails', async () => {
		const trigger = newTrigger();
		await trigger.activate();
		await testTime.advance(MINUTE);
		await person.expire?.();
		expect(await trigger.poll()).toEqual([]);
		if (kind === 'oAuth2') expect(n8n.credentials.stored.get('watched')?.writes).toBe(1);
		const control = place.control(entry);
		for (const status of [500, 503, 429]) {
			await control.send('POST', '/faults', { kind: 'status', times: 500, status });
			await testTime.advance(120 * MINUTE);
			expect(await trigger.poll()).toEqual([]);
		}
		expect(trigger.runs).toEqual([]);
	});
});

it('FuseSign tells that a connection ends soon, once, so many days before', async () => {
	const [{ entry }] = eachType.filter(({ title }) => title === 'fuseSignSessionsOAuth2Api') as [
		(typeof titled)[0],
	];
	const control = await place.prepare(entry);
	const days = 86_400;
	await control.settings({ accessTokenSeconds: 60 * days, refreshTokenSeconds: 10 * days });
	const { data } = await place.person(entry, 'soon');
	n8n.addCredential('soon', entry.type, data);
	const trigger = n8n.trigger(watching(entry.type, 'soon', ['connectionEndsSoon'], { endsSoonDays: 3 }));
	await trigger.activate();
	await testTime.advance(6 * days * 1000);
	expect(await trigger.poll()).toEqual([]);
	await testTime.advance(2.5 * days * 1000);
	expect(await trigger.poll()).toMatchObject([{ event: 'connectionEndsSoon', daysLeft: 1 }]);
	expect(await trigger.poll()).toEqual([]);
	expect(await trigger.restart()).toEqual([]);
});

it('a Cal.com key that lists no clients has not ended for that, and says why nothing can be watched', async () => {
	const [{ entry }] = eachType.filter(({ title }) => title === 'calComSessionsApi') as [(typeof titled)[0]];
	await place.prepare(entry);
	const { data } = await place.person(entry, 'keyed');
	n8n.addCredential('keyed', entry.type, data);
	const trigger = n8n.trigger(watching(entry.type, 'keyed', ['connectionEnded', 'platformClientAdded']));
	await expect(trigger.activate()).rejects.toThrow(/organization/);
	expect(trigger.runs).toEqual([]);
});
