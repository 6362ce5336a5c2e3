import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, Stranger } from './bench';
import { Control } from './control';
import type { Entry } from './entry';
import { excusesOf } from './limits';
import { limits } from './cases/limits';
import { applies, byKind, type Costs, costsBetween, missesOf, type Result, type Row } from './row';
import { ScriptedModel } from './scriptedModel';
import { Subject } from './subject';
import type { Place } from './workflows';

const LONG = 3600;
const SHORT = 4;
const places: Place[] = ['node', 'http', 'test'];

/** A row that was made ready to be measured, in one place. */
export interface Prepared {
	row: Row;
	place: Place;
	subject?: Subject;
	/** Why it could not be prepared. */
	problem?: string;
	since: number;
}

/**
 * Runs rows for one credential type, one at a time: they share counters and settings. Each credential type has a lane
 * with a sandbox of its own, side by side.
 */
export class Lane {
	private readonly control: Control;
	private readonly stranger = new Stranger();
	private readonly model = new ScriptedModel();
	private defaults: object = {};
	bench: Bench;

	constructor(
		readonly entry: Entry,
		private readonly rows: Row[],
		machines: Omit<Bench, 'stranger' | 'model'>,
	) {
		this.bench = { ...machines, stranger: this.stranger, model: this.model };
		this.control = new Control(machines.sandbox, entry.provider);
	}

	/** Goes on with another n8n. */
	moveTo(machines: Pick<Bench, 'rest' | 'baseUrl' | 'gate' | 'postgres'>): void {
		this.bench = { ...this.bench, ...machines };
	}

	async open(): Promise<void> {
		await this.stranger.start();
		await this.model.start();
		this.defaults = await this.control.send<object>('GET', '/settings');
	}

	async close(): Promise<void> {
		this.stranger.close();
		this.model.close();
		await this.bench.sandbox.close();
	}

	/** Makes the accounts and credentials of a phase, and what has to happen before n8n is restarted. */
	async prepare(phases: Array<Row['phase']>): Promise<Prepared[]> {
		const prepared: Prepared[] = [];
		for (const row of this.rows.filter(({ phase }) => phases.includes(phase))) {
			for (const place of places.filter(this.appliesIn(row))) {
				const one: Prepared = { row, place, since: Date.now() };
				if (isEarly(row)) await this.begin(one);
				prepared.push(one);
			}
		}
		for (const one of prepared.filter(({ row }) => row.before)) {
			await this.attempt(one, async (subject) => {
				await subject.outlive();
				for (const step of one.row.before ?? []) await step(subject);
			});
		}
		return prepared;
	}

	/** Runs what was prepared; those that have to wait come last. */
	async run(prepared: Prepared[], report: (result: Result) => void): Promise<void> {
		for (const one of prepared) {
			// On a busy machine an answer may have come too late. Nothing has been measured yet.
			if (one.problem && !isAcross(one.row)) Object.assign(one, { problem: undefined, subject: undefined });
			if (!one.subject && !one.problem) await this.begin(one);
			const dueAt = one.since + (one.row.notBefore ?? 0) * 1000;
			await sleep(Math.max(0, dueAt - Date.now()));
			report(await this.measure(one));
		}
	}

	/** Whether it has anything to run in a phase. */
	has(phase: Row['phase']): boolean {
		return this.rows.some((row) => row.phase === phase && row.places.some(this.appliesIn(row)));
	}

	/** What would have been run in some phases. */
	skip(phases: Array<Row['phase']>, skipped: string): Result[] {
		const { entry } = this;
		return this.rows
			.filter(({ phase }) => phases.includes(phase))
			.flatMap((row) =>
				places.filter(this.appliesIn(row)).map((place) => ({ row, entry, place, misses: [], skipped })),
			);
	}

	private appliesIn = (row: Row) => (place: Place) => applies(row, this.entry, place);

	private async reset(seconds: number): Promise<void> {
		await this.control.noFaults();
		await this.control.settings({
			...this.defaults,
			...this.entry.settings,
			...this.entry.lifetime(seconds),
		});
	}

	private async begin(one: Prepared): Promise<void> {
		const { row, place } = one;
		const { entry } = this;
		const seconds = row.lifeSeconds ?? (row.start === 'expired' ? SHORT : LONG);
		await this.reset(seconds);
		const { sudo, asTool, spends, settings, httpVersion } = row;
		const changes = row.wrong && { changes: entry.wrong };
		const options = { sudo, asTool, spends, settings, httpVersion, ...changes };
		await Subject.create(this.bench, this.control, entry, place, options).then(
			(subject) => (one.subject = subject),
			(error: unknown) => (one.problem = `not prepared: ${String(error)}`),
		);
		await this.attempt(one, async (subject) => {
			subject.lifeSeconds = seconds;
			if (!row.unconnected) await subject.connect();
			if (row.start === 'new') return;
			// As the editor does when a person saves it.
			if (entry.kind === 'session') await subject.test();
			await subject.use();
			if (subject.uses.failures > 0) throw new Error(subject.uses.said.join().slice(0, 300));
		});
		one.since = Date.now();
	}

	private async attempt(one: Prepared, work: (subject: Subject) => Promise<void>): Promise<void> {
		const { subject } = one;
		if (!subject || one.problem) return;
		await work(subject).catch((error: unknown) => (one.problem = `not prepared: ${String(error)}`));
	}

	private async measure({ row, place, subject, problem }: Prepared): Promise<Result> {
		const { entry } = this;
		const started = Date.now();
		const { excuse } = excusesOf(limits, this.bench.n8n, row, entry, place);
		const result = { row, entry, place, excuse };
		if (!subject || problem) return { ...result, misses: [problem ?? 'not prepared'] };
		await this.reset(row.start === 'new' ? subject.lifeSeconds : LONG);
		if (row.start === 'expired') await subject.outlive();
		const leaked = this.stranger.leaked;
		const before = await this.control.counters();
		const misses: string[] = [];
		for (const step of row.steps) {
			await step(subject).catch((error: unknown) => misses.push(String(error)));
		}
		const costs: Costs = {
			...costsBetween(before, await this.control.counters()),
			failures: subject.uses.failures,
			leaked: this.stranger.leaked - leaked,
		};
		const expected = byKind(row.expects, entry, place) ?? {};
		misses.push(...missesOf(costs, expected), ...unsaid(row, subject, place));
		const unexpected = misses.length > 0 && subject.uses.said[0];
		if (unexpected) misses.push(`it said: ${unexpected.slice(0, 400)}`);
		return { ...result, costs, misses, seconds: (Date.now() - started) / 1000 };
	}
}

/** What it was prepared with lies on the other side of a restart. */
const isAcross = ({ phase }: Row): boolean => ['restart', 'crash', 'night'].includes(phase);

/** Tokens that have to get old do so together; what is new is made when it is its turn. */
const isEarly = ({ phase, start }: Row): boolean =>
	phase !== 'single' || start === 'used' || start === 'expired';

/** What failures should have said and did not. */
function unsaid({ says }: Row, { uses, credential }: Subject, place: Place): string[] {
	const wanted = says?.(credential.name, place) ?? [];
	return wanted
		.filter((pattern) => uses.said.some((text) => !pattern.test(text)))
		.map((pattern) => `a failure does not say ${String(pattern)}`);
}
