/** The time, as a value: what waits or expires asks it, so that tests can move it. */
export interface Time {
	/** Epoch milliseconds. */
	now(): number;
	sleep(ms: number): Promise<void>;
	/** A signal that fires after so many milliseconds, and keeps no process awake for it. */
	alarm(ms: number): AbortSignal;
}
