import { contenders, introspection, type Work } from '../contenders';
import type { Benchmark, Claim, Setting } from '../benchmark';
import type { RealRun } from '../realN8n';
import { connectedCredential, tokenItems } from '../prepare';
import { inRounds } from '../rounds';
import { median } from '../statistics';
import { checked } from '../checked';

const DELAY_MS = 50;
const POOL = 20;
const most: Record<Work, number> = { introspect: 1.1, read: 1.25 };
const titles: Record<Work, string> = { introspect: 'introspections', read: 'authenticated reads' };

const AXIOS = 'plain axios, no n8n';
const EXPRESSIONS =
	'plain axios without n8n takes most of what is allowed over the limit, and n8n takes the rest to compute the one expression of each item; the reads, which have none, show it';

type Measured = RealRun & { inFlight: number };

export const introspections: Benchmark = {
	name: 'introspections',
	title: `A server that answers after ${DELAY_MS} ms, on real n8n with its database`,
	async run(setting) {
		const count = setting.short ? 60 : 1000;
		const limitMs = (count * DELAY_MS) / POOL;
		await setting.sandbox.reset();
		const claims: Claim[] = [];
		const rows: Array<Array<string | number>> = [];
		const panels = [];
		const afar = await farFromN8n(setting, count);
		for (const work of ['introspect', 'read'] as const) {
			const samples = await measure(setting, work, count);
			const medians = Object.entries<Measured[]>(samples).map(([label, runs]) => ({
				label,
				wallMs: median(runs.map(({ wallMs }) => wallMs)),
				cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
				inFlight: Math.max(...runs.map(({ inFlight }) => inFlight)),
			}));
			const what = `${count.toLocaleString('en')} ${titles[work]}, answered after ${DELAY_MS} ms`;
			claims.push({
				work: what,
				beside: `the limit of a pool of ${POOL}, ${limitMs} ms`,
				measured: (medians[0]?.wallMs ?? NaN) / limitMs,
				unit: '×',
				toReach: { atMost: most[work] },
				...(work === 'introspect' && { inTheWay: EXPRESSIONS }),
			});
			rows.push(
				...medians.map(({ label, wallMs, cpuMs, inFlight }) => [
					titles[work],
					label,
					Math.round(wallMs),
					(wallMs / limitMs).toFixed(2),
					(cpuMs / count).toFixed(2),
					inFlight,
				]),
			);
			if (work === 'introspect')
				rows.push([titles[work], AXIOS, Math.round(afar), (afar / limitMs).toFixed(2), '–', POOL]);
			panels.push({
				title: what,
				unit: 'ms',
				bars: medians.map(({ label, wallMs }, index) => ({ label, value: wallMs, isOurs: index === 0 })),
				line: { label: 'limit', value: limitMs },
			});
		}
		const headings = ['work', 'node', 'ms', '× the limit', 'CPU ms per item', 'most in flight'];
		return {
			claims,
			measurements: { headings, rows },
			panels,
			notes: [
				`Paced means the node's own batching: ${POOL} items every ${DELAY_MS} ms. The CPU is that of n8n for the whole execution, storing it included.`,
				`Plain axios runs in a process that does nothing else, with a pool of ${POOL}: what connections and the server's clock add to the limit. The bare loop is the least that a node can do: the same pool around n8n's own helper.`,
				'The limit is that of 20 at once. Nodes without a pool beat it by sending everything at once: the last column says what the server has to stand then.',
			],
		};
	},
};

async function measure(setting: Setting, work: Work, count: number): Promise<Record<string, Measured[]>> {
	const { sandbox } = setting;
	const n8n = await setting.realN8n();
	const credential = await connectedCredential(setting, n8n);
	const items = await tokenItems(sandbox, count);
	const given = { apiUrl: sandbox.apiUrl, credential };
	const workflows = {
		'this package': contenders.ourNode(work, given),
		'bare loop': contenders.bareLoop(work, given),
		'HTTP Request, unbounded': contenders.httpRequest(work, { ...given, pacing: 'unbounded' }),
		'HTTP Request, paced': contenders.httpRequest(work, { ...given, pacing: 'paced' }),
		'declarative, unbounded': contenders.declarative(work, { ...given, pacing: 'unbounded' }),
		'declarative, paced': contenders.declarative(work, { ...given, pacing: 'paced' }),
	};
	const runs: Record<string, () => Promise<Measured>> = {};
	for (const [label, workflow] of Object.entries(workflows)) {
		const run = await n8n.workflow(workflow, items);
		runs[label] = async () => {
			const { counters, ...sample } = await sandbox.counting('fluxer', run);
			return { ...checked(label, sample, count), inFlight: counters.inFlightMost };
		};
	}
	await sandbox.answerAfter(DELAY_MS);
	return await inRounds(runs, setting).finally(async () => await sandbox.answerAfter(0));
}

/** The same introspections without n8n: the median of their milliseconds. */
async function farFromN8n(setting: Setting, count: number): Promise<number> {
	const { sandbox } = setting;
	const contender = await setting.inProcess();
	await contender.ask('items', { items: await tokenItems(sandbox, count) });
	await sandbox.answerAfter(DELAY_MS);
	const run = async () =>
		checked(AXIOS, await contender.ask('axios', introspection(sandbox.apiUrl, count)), count);
	const samples = await inRounds({ [AXIOS]: run }, setting).finally(async () => {
		await sandbox.answerAfter(0);
		await contender.stop();
	});
	return median((samples[AXIOS] ?? []).map(({ wallMs }) => wallMs));
}
