import { setTimeout as wait } from 'node:timers/promises';

/** The time that passes for all providers, as a value, so that whoever starts them can bring another. */
export interface Time {
	/** Epoch milliseconds. */
	now(): number;
	/** Ends after so many milliseconds, or when the signal fires. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const wallTime: Time = {
	now: () => Date.now(),
	sleep: async (ms, signal) => await wait(ms, undefined, { ref: false, signal }).catch(() => undefined),
};
