import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { pooled } from '../fixtures/pool';
import { judged } from '../answers';
import { Engine } from './engine';
import type { Ask, Sample, TaskName, Tasks } from './protocol';

/** The program of a measuring process; see `inProcess.ts`. Its arguments are the folders of packages. */

let items: IDataObject[] = [];
const engine = Engine.load(process.argv.slice(2));

type Work<Name extends TaskName> = (ask: Tasks[Name]['ask']) => Promise<Tasks[Name]['answer']>;

const tasks: { [Name in TaskName]: Work<Name> } = {
	async credential({ name, type, data }) {
		(await engine).addCredential(name, type, data as never);
		return null;
	},
	async items({ items: given }) {
		items = given;
		return null;
	},
	async run({ workflow, count, measureHeap }) {
		const { run } = await engine;
		return await measured(async () => await run(workflow, items.slice(0, count)), measureHeap);
	},
	async axios({ url, form, count }) {
		return await measured(async () => {
			const answers = await pooled(items.slice(0, count), async ({ token }) => {
				const body = new URLSearchParams({ ...form, token: String(token) });
				return (await axios.post<IDataObject>(url, body, { proxy: false })).data;
			});
			return { ...judged(answers.map((json) => ({ json }))), kept: answers };
		});
	},
};

interface Ran extends Pick<Sample, 'items' | 'error'> {
	/** What holds on to the output. */
	readonly kept: unknown;
}

async function measured(work: () => Promise<Ran>, measureHeap = false): Promise<Sample> {
	globalThis.gc?.();
	// What the run before has left would else go while this one is measured.
	const heapBefore = measureHeap ? await settledHeap() : NaN;
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	const ran = await work();
	const wallMs = performance.now() - started;
	const { user, system } = process.cpuUsage(cpuBefore);
	const sample = { wallMs, cpuMs: (user + system) / 1000, items: ran.items, error: ran.error };
	return measureHeap ? { ...sample, heapBytes: await heapSince(heapBefore, ran) } : sample;
}

/** Sockets let go of their buffers some turns of the event loop after the last answer. */
async function settledHeap(): Promise<number> {
	for (let turn = 0; turn < 10; turn++) {
		await new Promise((resolve) => setTimeout(resolve, 50));
		globalThis.gc?.();
	}
	return process.memoryUsage().heapUsed;
}

async function heapSince(before: number, ran: Ran): Promise<number> {
	const bytes = (await settledHeap()) - before;
	return ran.kept === undefined ? NaN : bytes;
}

process.on('message', ({ id, task, ask }: Ask) => {
	(tasks[task] as Work<TaskName>)(ask).then(
		(answer) => process.send?.({ id, answer }),
		(error: Error) => process.send?.({ id, failed: error.stack ?? String(error) }),
	);
});
process.once('disconnect', () => process.exit());
