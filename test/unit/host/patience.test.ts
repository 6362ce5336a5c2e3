import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Time } from '../../../host/patience';
import { N8nRest } from '../../../host/rest';
import { RestError } from '../../../host/restClient';

const notReady = { status: 503, body: { code: 503, message: 'Database is not ready!' } };
const workflows = { status: 200, body: { data: [{ id: '1', name: 'One' }] } };

/** Passes as fast as it is slept away. */
class FastTime implements Time {
	passedMs = 0;
	now = () => this.passedMs;
	sleep = async (ms: number) => (this.passedMs += ms);
}

let server: Server;
let time: FastTime;
let asked: string[];
let rest: N8nRest;
/** What the server answers to the request of that number. */
let answer: (number: number) => { status: number; body: object };

beforeEach(async () => {
	time = new FastTime();
	asked = [];
	server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		const { status, body } = answer(asked.length);
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	rest = new N8nRest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, time);
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

it('asks an n8n again whose database is not ready for a moment', async () => {
	answer = (number) => (number <= 3 ? notReady : workflows);
	expect(await rest.listWorkflows()).toEqual(workflows.body.data);
	expect(asked).toEqual(Array.from({ length: 4 }, () => 'GET /rest/workflows'));
	expect(time.passedMs).toBe(1500);
});

it('gives up after half a minute, and says what n8n said', async () => {
	answer = () => notReady;
	const error = await rest.listWorkflows().catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(RestError);
	expect(error).toMatchObject({
		status: 503,
		message: 'GET /workflows: Database is not ready! (503)',
	});
	expect(time.passedMs).toBe(30_000);
});

it.each([
	['another 503', { status: 503, body: { message: 'Too much to do' } }],
	['another refusal that speaks of it', { status: 400, body: { message: 'Database is not ready!' } }],
])('takes %s for an answer', async (_, refusal) => {
	answer = () => refusal;
	await expect(rest.listWorkflows()).rejects.toMatchObject({ status: refusal.status });
	expect(asked).toHaveLength(1);
});
