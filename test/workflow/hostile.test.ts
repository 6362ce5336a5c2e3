import { sendingWith } from '../support/operations';
import type { IDataObject } from 'n8n-workflow';
import { asExpressions, goingOn, load, Place, reading, titled, type Person } from '../support/accounts';
import type { TestN8n } from '../support/testN8n';

/** What servers and workflows may do that nobody means well by, for the types that have tokens. */
let place: Place;
let n8n: TestN8n;

beforeAll(async () => {
	[place, n8n] = [await Place.start(), await load()];
});
afterAll(async () => await place.close());

const items = (length: number) => Array.from({ length }, () => ({}));
const ofKind = (kind: string) => titled.filter(({ entry }) => entry.kind === kind);

describe.each(ofKind('session'))('$title', ({ title, entry }) => {
	let person: Person;
	beforeEach(async () => {
		await place.prepare(entry);
		person = await place.person(entry, 'ada');
		n8n.addCredential(title, entry.type, structuredClone(person.data));
	});
	const http = async (
		credential: string,
		people: object[],
		method = 'GET',
		url = entry.http.url(place.sandbox),
	) =>
		await n8n.run(people as IDataObject[], {
			type: 'httpRequest',
			credentials: { [entry.type]: credential },
			parameters: { url, method },
		});

	it('does not take a token that n8n would evaluate', async () => {
		const token = '={{ "stolen" + $self["password"] }}';
		const body = {
			access_token: token,
			refresh_token: 'r',
			expires_in: 3600,
			status: 'success',
			data: { accessToken: token, refreshToken: 'r', accessTokenExpiresAt: Date.now() + 3_600_000 },
		};
		const control = place.control(entry);
		await control.fault({
			kind: 'status',
			status: 200,
			body,
			path: entry.tokenPath,
			method: 'POST',
			times: 9,
		});
		const { json } = await n8n.run(items(1), reading(entry, title, goingOn));
		expect(json[0]).toHaveProperty('error');
		await n8n.run(items(1), reading(entry, title, goingOn));
		expect(await place.seen(entry)).not.toContain('Bearer stolen');
		expect(JSON.stringify(n8n.credentials.stored.get(title))).not.toContain('stolen');
	});

	it('a POST that fails is sent once, whoever else shares the credential', async () => {
		const milo = await place.person(entry, 'milo');
		const shared = asExpressions(person.data as IDataObject, (field) => `={{ $json.person.${field} }}`);
		n8n.addCredential('shared', entry.type, shared);
		const [adas, milos] = [{ person: person.data }, { person: milo.data }];
		await http('shared', [adas, milos]);
		const control = place.control(entry);
		const url = `${new URL(entry.http.url(place.sandbox)).origin}/not/there`;
		await control.fault({ kind: 'status', status: 500, path: '/not/there', times: 9 });
		await control.send('DELETE', '/counters');
		await http('shared', [adas], 'POST', url);
		await http('shared', [milos], 'POST', url);
		expect((await control.counters()).requests['POST *']).toBe(2);
	});

	it('ten accounts whose tokens died are renewed once each, in the HTTP Request node too', async () => {
		const people = [];
		for (let number = 0; number < 10; number++) people.push(await place.person(entry, `of${number}`));
		const shared = asExpressions(person.data as IDataObject, (field) => `={{ $json.person.${field} }}`);
		n8n.addCredential('many', entry.type, shared);
		const all = people.map(({ data }) => ({ person: data }));
		const works = async () => {
			for (const answer of (await http('many', all)).json) expect(answer).not.toHaveProperty('failed');
		};
		await works();
		for (const each of people) await each.expire?.();
		await place.control(entry).send('DELETE', '/counters');
		await works();
		const { signIns, refreshes } = await place.control(entry).counters();
		expect(signIns + refreshes).toBe(10);
	});
});

describe.each(ofKind('oAuth2'))('$title', ({ title, entry }) => {
	it('renews a handful of times where new tokens are never accepted', async () => {
		const control = await place.prepare(entry);
		const { data } = await place.person(entry, 'ada');
		n8n.addCredential(title, entry.type, structuredClone(data));
		await control.fault({ kind: 'status', status: 401, body: {}, path: entry.apiPath, times: 999 });
		const step = reading(entry, title, goingOn);
		const { json } = await n8n.run(items(30), sendingWith(step, { parallelRequests: 1 }));
		expect(json).toHaveLength(30);
		expect((await control.counters()).refreshes).toBeLessThanOrEqual(8);
	});
});
