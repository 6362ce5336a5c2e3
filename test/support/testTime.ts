import { setImmediate as turn } from 'node:timers/promises';
import type { Time } from '../../oauth/time';
import type { Time as SandboxTime } from '../../sandbox/shared/time';
import { countOpenRequests, openRequests } from './openRequests';

/** What happens at a moment to come. */
interface Due {
	readonly at: number;
	readonly happens: () => void;
	/** Whether time passes for it: it does for who sleeps, and not for an alarm. */
	readonly isAwaited: boolean;
	/** Whether a request is kept open until then. */
	readonly holdsRequest: boolean;
}

/** Any moment will do that is not the present one, so that whoever asks the machine's own clock is found out. */
const START = Date.UTC(2031, 4, 14, 9, 26, 53);
/** What follows from one event without a request has followed in fewer turns of the event loop. */
const TURNS = 12;

/**
 * A time that passes for tests: it stands still while anybody has something to do, and once all that goes on in this
 * process waits for a moment to come, that moment is there. So nothing takes long, nothing is late, and what is due
 * happens in its order.
 *
 * Alarms go off on the way to the end of somebody's sleep, or by `advance`: no request times out by itself.
 */
export class TestTime implements Time {
	private nowMs = START;
	private readonly dues = new Set<Due>();
	private isPassing = false;
	private isHeld = false;

	readonly now = (): number => this.nowMs;

	readonly sleep = async (ms: number): Promise<void> => {
		if (ms <= 0) await turn();
		else await new Promise<void>((resolve) => this.expect({ at: this.nowMs + ms, happens: resolve }));
	};

	readonly alarm = (ms: number): AbortSignal => {
		const controller = new AbortController();
		this.expect({ at: this.nowMs + ms, happens: () => controller.abort(), isAwaited: false });
		return controller.signal;
	};

	/** The same time, for a sandbox in this process: it sleeps while it owes an answer. */
	readonly ofSandbox: SandboxTime = {
		now: this.now,
		sleep: async (ms, signal) =>
			await new Promise((resolve) => {
				const end = () => {
					this.dues.delete(due);
					resolve();
				};
				const due = this.expect({ at: this.nowMs + ms, happens: end, holdsRequest: true });
				signal.addEventListener('abort', end);
				if (signal.aborted) end();
			}),
	};

	/** Lets so much time pass at once, with all that is due meanwhile. */
	async advance(ms: number): Promise<void> {
		const until = this.nowMs + ms;
		for (let next = await this.next(); next && next.at <= until; next = await this.next()) this.reach(next);
		this.nowMs = until;
	}

	/** Lets an hour pass: what was refused to one test is not to be remembered in the next. */
	async untilForgotten(): Promise<void> {
		await this.advance(3_600_000);
	}

	/**
	 * Comes back while some work, and all else, waits for a moment to come, before the first such moment at which
	 * `isReady`. From then on time stands still until `goOn`.
	 *
	 * @throws {Error} when the work ends without that
	 */
	async holdWhenAllWait(work: Promise<unknown>, isReady: () => Promise<boolean>): Promise<void> {
		let isOver = false;
		const over = () => (isOver = true);
		work.then(over, over);
		this.isHeld = true;
		for (;;) {
			const next = await this.next();
			if (isOver) break;
			if (!next || !this.isAwaited()) continue;
			if (await isReady()) return;
			this.reach(next);
		}
		this.goOn();
		throw new Error('It ended before it was ready and waited');
	}

	goOn(): void {
		this.isHeld = false;
		void this.pass();
	}

	private expect(due: Pick<Due, 'at' | 'happens'> & Partial<Due>): Due {
		const whole = { isAwaited: true, holdsRequest: false, ...due };
		this.dues.add(whole);
		if (whole.isAwaited) void this.pass();
		return whole;
	}

	private async pass(): Promise<void> {
		if (this.isPassing) return;
		this.isPassing = true;
		for (let next = await this.next(); next && this.isAwaited() && !this.isHeld; next = await this.next()) {
			this.reach(next);
		}
		this.isPassing = false;
	}

	/** What is due next, once nothing comes before it. */
	private async next(): Promise<Due | undefined> {
		await this.stillness();
		return [...this.dues].sort((one, other) => one.at - other.at)[0];
	}

	private reach(due: Due): void {
		this.dues.delete(due);
		this.nowMs = Math.max(this.nowMs, due.at);
		due.happens();
	}

	private isAwaited(): boolean {
		return [...this.dues].some(({ isAwaited }) => isAwaited);
	}

	/** Nobody knows what a request leads to, so there is none but those whose answers wait for a moment to come. */
	private async stillness(): Promise<void> {
		for (let turns = 0; turns < TURNS; turns++) {
			await turn();
			const held = [...this.dues].filter(({ holdsRequest }) => holdsRequest).length;
			if (openRequests() > held) turns = 0;
		}
	}
}

/** The time of a test file: of the packages that it loads, and of its sandbox. */
export const testTime = new TestTime();

/** From then on this process knows no more of spent refresh tokens than another one. */
export const untilSpentTokensAreForgotten = async (): Promise<void> => await testTime.advance(660_000);

countOpenRequests();
// Others ask the machine: n8n notes when tokens expire, tests make one-time codes.
const { now } = Date;
Date.now = testTime.now;
afterAll(() => void (Date.now = now));
