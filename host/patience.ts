import { setTimeout as sleep } from 'node:timers/promises';

/** Time as a value: in milliseconds, and nobody but the wall clock has to wait for it. */
export interface Time {
	now(): number;
	sleep(ms: number): Promise<unknown>;
}

/** The clock of the machine, and its timers. */
export const wallTime: Time = { now: () => Date.now(), sleep: async (ms) => await sleep(ms) };

const longestMs = 30_000;
const pauseMs = 500;

interface Answer {
	status: number;
	data: unknown;
}

const isNotReady = ({ status, data }: Answer) =>
	status === 503 && JSON.stringify(data).includes('Database is not ready!');

/**
 * Asks n8n, and asks again while it says that its database is not ready, as it does for a moment when it is very busy:
 * for half a minute, and then that is the answer. n8n says so before it looks at what was asked, so that nothing is done
 * twice.
 */
export async function untilReady<T extends Answer>(ask: () => Promise<T>, time = wallTime): Promise<T> {
	for (const deadline = time.now() + longestMs; ; await time.sleep(pauseMs)) {
		const answer = await ask();
		if (!isNotReady(answer) || time.now() >= deadline) return answer;
	}
}
