import { type Time, wallTime } from './time';

/** Time as one provider sees it: the common time plus what a test has skipped. All readings are milliseconds since 1970. */
export class Clock {
	private skippedMs = 0;

	constructor(readonly time: Time = wallTime) {}

	now(): number {
		return this.time.now() + this.skippedMs;
	}

	advance(seconds: number): void {
		this.skippedMs += seconds * 1000;
	}

	reset(): void {
		this.skippedMs = 0;
	}

	/** `now` is an ISO date-time, `advancedSeconds` the time skipped since the last reset. */
	describe(): { now: string; advancedSeconds: number } {
		return { now: new Date(this.now()).toISOString(), advancedSeconds: this.skippedMs / 1000 };
	}
}
