import type { Benchmark, Claim, Panel, Setting } from '../benchmark';
import { checked } from '../checked';
import { contenders, introspection, type Work } from '../contenders';
import { InProcess } from '../engine/inProcess';
import type { Sample } from '../engine/protocol';
import { storedCredential, tokenItems } from '../prepare';
import { inRounds } from '../rounds';
import { median, ratio } from '../statistics';

const most: Record<Work, number> = { introspect: 1.2, read: 1.15 };
const titles: Record<Work, string> = { introspect: 'introspections', read: 'authenticated reads' };

const OURS = 'this package';
const BARE = 'bare loop, pool of 20';
const NODES = ['HTTP Request', 'declarative'] as const;

const LEAST =
	'it takes about what the bare loop takes, which is the least for a node of a package; a time limit, a bound on the size of answers, repeats and waits come on top';

/** The wall time against the floor that the host gives, and the CPU against the nodes that people would use. */
export const items: Benchmark = {
	name: 'items',
	title: 'A server that answers at once',
	async run(setting) {
		await setting.sandbox.reset();
		const claims: Claim[] = [];
		const rows: Array<Array<string | number>> = [];
		const panels: Panel[] = [];
		for (const count of setting.short ? [60] : [1000, 10_000]) {
			for (const work of ['introspect', 'read'] as const) {
				const samples = await measure(setting, work, count);
				const what = `${count.toLocaleString('en')} ${titles[work]}, answered at once`;
				claims.push(...claimsOf(what, most[work], samples));
				const wall = (label: string) => median(samples[label]?.map(({ wallMs }) => wallMs) ?? []);
				for (const [label, runs] of Object.entries(samples)) {
					const cpuMs = median(runs.map((run) => run.cpuMs));
					rows.push([
						what,
						label,
						Math.round(wall(label)),
						ratio(
							runs.map(({ wallMs }) => wallMs),
							(samples[BARE] as Sample[]).map(({ wallMs }) => wallMs),
						).toFixed(2),
						(cpuMs / count).toFixed(3),
					]);
				}
				const bars = Object.keys(samples).map((label) => ({
					label,
					value: wall(label) / count,
					isOurs: label === OURS,
				}));
				panels.push({ title: what, unit: 'ms per item', bars });
			}
		}
		return {
			claims,
			measurements: { headings: ['work', 'contender', 'ms', '× bare loop', 'CPU ms per item'], rows },
			panels,
			notes: [
				'Each contender is a process of its own with the engine of the pinned n8n. n8n opens a new connection for each request, whatever agent is asked for, so that all but plain axios pay for that.',
				'The bare loop reads one parameter of each item and calls the helper; it has no timeout, no size limit, no thought for rate limits, errors or a token that ends.',
			],
		};
	},
};

function claimsOf(work: string, atMost: number, samples: Record<string, Sample[]>): Claim[] {
	const of = (label: string, figure: 'wallMs' | 'cpuMs') => (samples[label] ?? []).map((run) => run[figure]);
	return [
		{
			work,
			beside: BARE,
			measured: ratio(of(OURS, 'wallMs'), of(BARE, 'wallMs')),
			unit: '×',
			toReach: { atMost },
		},
		...NODES.map((node) => ({
			work: `CPU of ${work}`,
			beside: node,
			measured: ratio(of(OURS, 'cpuMs'), of(node, 'cpuMs')),
			unit: '×',
			toReach: { atMost: 1 },
			inTheWay: LEAST,
		})),
	];
}

async function measure(setting: Setting, work: Work, count: number): Promise<Record<string, Sample[]>> {
	const { sandbox } = setting;
	const credential = { id: 'Fluxer', name: 'Fluxer' };
	const given = { apiUrl: sandbox.apiUrl, credential, pacing: 'unbounded' as const };
	const workflows = {
		[OURS]: contenders.ourNode(work, given),
		[BARE]: contenders.bareLoop(work, given),
		'HTTP Request': contenders.httpRequest(work, given),
		declarative: contenders.declarative(work, given),
	};
	const all = await tokenItems(sandbox, count);
	const stored = await storedCredential(sandbox);
	const processes: InProcess[] = [];
	const start = async () => {
		const started = await setting.inProcess();
		processes.push(started);
		await started.ask('credential', { ...stored, name: 'Fluxer' });
		await started.ask('items', { items: all });
		return started;
	};
	const runs: Record<string, () => Promise<Sample>> = {};
	for (const [label, workflow] of Object.entries(workflows)) {
		const contender = await start();
		runs[label] = async () => checked(label, await contender.ask('run', { workflow, count }), count);
	}
	if (work === 'introspect') {
		const contender = await start();
		runs['plain axios, pool of 20'] = async () =>
			checked('axios', await contender.ask('axios', introspection(sandbox.apiUrl, count)), count);
	}
	return await inRounds(runs, setting).finally(
		async () => await Promise.all(processes.map(async (each) => await each.stop())),
	);
}
