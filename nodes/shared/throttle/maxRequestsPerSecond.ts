import type { HttpCall } from '../../../oauth/http';
import { BoundedMap } from '../../../oauth/memory';

/** When the last paced request left, by server. */
const departures = new BoundedMap<number>(1000);

/**
 * Milliseconds until a paced request may leave, over all executions of this process; 0 lets it go, and counts it. It is
 * the actual departures that keep their distance, so that a busy process does not make up for lost time.
 */
export function untilDeparture({ maxRequestsPerSecond, url }: HttpCall, now: number): number {
	if (maxRequestsPerSecond === undefined) return 0;
	const { origin } = new URL(url);
	const last = departures.get(origin) ?? -Infinity;
	const next = last + 1000 / maxRequestsPerSecond;
	// A clock that was set back would make all wait.
	if (now < next && now >= last) return next - now;
	departures.set(origin, now);
	return 0;
}
