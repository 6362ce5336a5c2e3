import type { HttpCall } from '../../oauth/http';
import { BoundedMap } from '../../oauth/memory';

/** Nobody waits longer than this; more is asked for only when the clock was set back. */
const LONGEST_MS = 60_000;

/** When the next paced request may leave, by server. */
const slots = new BoundedMap<number>(1000);

/** Takes the next slot for a paced request, over all executions of this process; gives back the milliseconds until then. */
export function untilSlot({ pace, url }: HttpCall, now = Date.now()): number {
	if (pace === undefined) return 0;
	const { origin } = new URL(url);
	const next = slots.get(origin) ?? 0;
	const slot = next > now + LONGEST_MS ? now : Math.max(now, next);
	slots.set(origin, slot + 1000 / pace);
	return slot - now;
}
