import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { asExpressions, goingOn, load, Place, reading, titled, type Person } from '../support/accounts';
import { selfSigned } from '../support/certificates';
import type { Step, TestN8n } from '../support/testN8n';

/** What people paste into the fields of a credential is read alike in the node, in the HTTP Request node and in the test. */
let place: Place;
let n8n: TestN8n;
beforeAll(async () => {
	[place, n8n] = [await Place.start(), await load()];
});
afterAll(async () => await place.close());

/** As each field may come from a page, a chat or a mail program. */
function pasted(name: string, value: unknown): unknown {
	if (typeof value !== 'string' || name === 'accessTokenUrl') return value;
	if (/^https?:/.test(value)) return `\u200b"${value.replace('http', 'HTTP')}/?a=1#top",\n`;
	if (/^(apiKey|apiToken|botToken|sessionToken)$/.test(name))
		return `\ufeffAuthorization: Bearer  "${value}"\u00a0`;
	if (/^(client|user)/.test(name)) return ` ${value}\u200b\n`;
	return name === 'password' ? `\ufeff${value}\r\n` : value;
}
const fromItem = (field: string) => `={{ $json.person.${field} }}`;
const asPasted = (data: ICredentialDataDecryptedObject) =>
	Object.fromEntries(
		Object.entries(data).map(([name, value]) => [name, pasted(name, value)]),
	) as ICredentialDataDecryptedObject;

describe.each(titled)('$title, pasted with what stood around it', ({ entry }) => {
	let person: Person;
	beforeEach(async () => {
		await place.prepare(entry);
		person = await place.person(entry, 'ada');
		n8n.addCredential('pasted', entry.type, asPasted(person.data));
	});

	it('signs in the node', async () => {
		const { json, error } = await n8n.run([{}], reading(entry, 'pasted'));
		expect(error).toBeUndefined();
		expect(json[0]).toHaveProperty([entry.node.shows]);
	});

	it('signs in the HTTP Request node', async () => {
		const step: Step = {
			type: 'httpRequest',
			parameters: { url: entry.http.url(place.sandbox) },
			credentials: { [entry.type]: 'pasted' },
		};
		const { json } = await n8n.run([{}], step);
		expect([json[0]].flat()[0]).toHaveProperty([entry.http.shows]);
	});

	it('signs each item as itself where expressions bring it, twice, and fails the one that brings nothing', async () => {
		const milo = await place.person(entry, 'milo');
		n8n.addCredential('theirs', entry.type, asExpressions(person.data as IDataObject, fromItem));
		const people = [person.data, asPasted(person.data), {}, asPasted(milo.data), milo.data];
		const items = people.map((data) => ({ person: data as IDataObject }));
		for (const _ of ['first', 'again']) {
			const { json, error } = await n8n.run(items, reading(entry, 'theirs', goingOn));
			expect(error).toBeUndefined();
			const failed = json.findIndex((item) => item.error !== undefined);
			const [adas, milos] = [json.slice(0, failed), json.slice(failed + 1)];
			expect(json.filter((item) => item.error !== undefined)).toHaveLength(1);
			expect(adas.slice(0, adas.length / 2)).toEqual(adas.slice(adas.length / 2));
			expect(milos.slice(0, milos.length / 2)).toEqual(milos.slice(milos.length / 2));
			expect(adas).not.toEqual(milos);
		}
	});

	it('is tested as if it had been typed', async () => {
		const { authenticate, test } = n8n.loader.getCredential(entry.type).type;
		if (entry.kind !== 'fixed' || typeof authenticate !== 'function') return;
		const { url = '' } = test?.request ?? {};
		const signed = async (data: ICredentialDataDecryptedObject): Promise<IHttpRequestOptions> =>
			await authenticate(data, { url });
		expect(await signed(asPasted(person.data))).toEqual(await signed(person.data));
		expect((await signed(person.data)).url).not.toMatch(/[{}]|%7B/);
	});
});

describe.each(titled)('$title, of a server whose certificate nobody has signed', ({ entry }) => {
	let server: Server;
	let arrived: string[];
	let data: ICredentialDataDecryptedObject;

	beforeEach(async () => {
		arrived = [];
		server = createServer(selfSigned(), ({ url = '' }, answer) => {
			arrived.push(url);
			answer.writeHead(404, { 'content-type': 'application/json' }).end('{}');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		await place.prepare(entry);
		const { port } = server.address() as AddressInfo;
		data = { ...(await place.person(entry, 'ada')).data, [entry.serverField]: `https://127.0.0.1:${port}` };
	});
	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	const outcomes = async (ignoreSSLIssues?: boolean) => {
		n8n.addCredential('secure', entry.type, {
			...data,
			...(ignoreSSLIssues === undefined ? {} : { ignoreSSLIssues }),
		});
		const url = new URL(entry.apiPath, String(data[entry.serverField])).href;
		const http: Step = { type: 'httpRequest', parameters: { url }, credentials: { [entry.type]: 'secure' } };
		const inNode = await n8n.run([{}], reading(entry, 'secure'));
		const inHttp = await n8n.run([{}], http);
		return [inNode.error?.message, inHttp.json[0]?.failed].map(String);
	};

	it('is not asked, and says why', async () => {
		const [inNode, inHttp] = await outcomes();
		expect(inNode).toContain('its certificate is self-signed');
		expect(inHttp).toMatch(/certificate|SSL/i);
		expect(arrived).toEqual([]);
	});

	it('is asked where that is switched on in the credential', async () => {
		const told = await outcomes(true);
		expect(told.join()).not.toMatch(/certificate|SSL/i);
		expect(arrived).not.toEqual([]);
	});
});
