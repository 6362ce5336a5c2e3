import { sleep } from 'n8n-workflow';
import type { Time } from '../../../oauth/time';

/** The clock of the machine. Everything that is not given another time asks this object. */
export const systemTime: Time = {
	now: () => Date.now(),
	sleep,
	alarm: (ms) => AbortSignal.timeout(ms),
};
