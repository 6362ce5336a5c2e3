import type { Benchmark, Claim } from '../benchmark';
import { median, ratio, valuesOf } from '../rounds';
import { CLIENT, type Stage } from '../stage';
import { form, httpRequest, ofOurs, paced, type Step } from '../workflows';

const POOL = 20;
const DELAY_MS = 50;
const TOKEN = '={{ $json.token }}';

const OURS = 'this package';
const AT_ONCE = 'HTTP Request, all at once';
const PACED = `HTTP Request, ${POOL} every ${DELAY_MS} ms`;

/** What is done for each item. */
interface Task {
	readonly title: string;
	readonly proof: string;
	readonly ours: Record<string, unknown>;
	/** Of an HTTP Request node that does the same. */
	readonly byHand: (apiUrl: string) => object;
	/** How much of the limit of a pool it may take. */
	readonly most: number;
	readonly inTheWay?: string;
	/** n8n's own node takes more than ten milliseconds of each item. */
	readonly isSlowByHand?: boolean;
}

/** A token operation. */
const introspection: Task = {
	title: 'introspections',
	proof: 'active',
	ours: { resource: 'token', operation: 'introspect', token: TOKEN, tokenTypeHint: 'access_token' },
	byHand: (apiUrl) =>
		form(`${apiUrl}/oauth2/introspect`, {
			token: TOKEN,
			token_type_hint: 'access_token',
			client_id: CLIENT.clientId,
			client_secret: CLIENT.clientSecret,
		}),
	most: 1.1,
	inTheWay: "n8n's HTTP client takes most of the rest, with a new connection for each request",
};

/** A read that the credential signs. */
const read: Task = {
	title: 'authenticated reads',
	proof: 'scopes',
	ours: { resource: 'user', operation: 'getCurrent', actFor: 'credential' },
	byHand: (apiUrl) => ({
		url: `${apiUrl}/oauth2/@me`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'fluxerSessionsOAuth2Api',
	}),
	most: 1.25,
	isSlowByHand: true,
};

const tasks = [introspection, read];
const nameOf = ({ title }: Task, by: string): string => `${title}: ${by}`;

const contendersAt = (delayMs: number) => async (stage: Stage, count: number) => {
	const credentials = await stage.connected();
	const items = (await stage.tokens(count)).map(({ access_token: token }) => ({ token }));
	return tasks.flatMap((task) => {
		const byHand = (options: object) =>
			httpRequest({ ...task.byHand(stage.apiUrl), ...options }, credentials);
		const ways: Record<string, Step> = {
			[OURS]: { type: ofOurs('fluxer'), parameters: task.ours, credentials },
			[AT_ONCE]: byHand({}),
			// For a service that takes its time; it tells nothing new of what is slow anyway.
			...(delayMs > 0 && !task.isSlowByHand && { [PACED]: byHand(paced(POOL, DELAY_MS)) }),
		};
		return Object.entries(ways).map(([by, step]) => ({
			name: nameOf(task, by),
			isSlow: task.isSlowByHand && by !== OURS,
			run: async () => await stage.run({ steps: { [by]: step }, items, proof: task.proof, delayMs }),
		}));
	});
};

/** How near this package comes to what waiting for the service takes anyway. */
export const introspections: Benchmark = {
	name: 'introspections',
	title: `A thousand items, at a service that answers after ${DELAY_MS} ms`,
	count: 1000,
	figures: ['ms', 'most in flight'],
	note: `The nodes of this package have ${POOL} requests under way at most. The HTTP Request node sends everything at once unless it is told to pace itself: the last column says what the service has to stand then.`,
	contenders: contendersAt(DELAY_MS),
	claims: (count) => {
		const limitMs = (count * DELAY_MS) / POOL;
		return tasks.map((task): Claim => ({
			work: `${count.toLocaleString('en')} ${task.title}, answered after ${DELAY_MS} ms`,
			beside: `the limit of a pool of ${POOL}, ${limitMs} ms`,
			measured: (samples) => median(valuesOf(samples, nameOf(task, OURS))) / limitMs,
			unit: '×',
			asked: ['at most', task.most],
			inTheWay: task.inTheWay,
		}));
	},
};

/** What an item costs n8n's process, with nothing to wait for. */
export const items: Benchmark = {
	name: 'items',
	title: 'A thousand items, at a service that answers at once',
	count: 1000,
	figures: ['ms'],
	note: "What is left is n8n's own work and the package's. With a credential the HTTP Request node has n8n read it anew for each item, which the nodes of this package do not.",
	contenders: contendersAt(0),
	claims: (count) =>
		tasks.map((task): Claim => ({
			work: `${count.toLocaleString('en')} ${task.title}, answered at once`,
			beside: AT_ONCE,
			measured: (samples) =>
				ratio(valuesOf(samples, nameOf(task, OURS)), valuesOf(samples, nameOf(task, AT_ONCE))),
			unit: '×',
			asked: ['at most', 1],
		})),
};
