import { sleep } from 'n8n-workflow';
import type { Send } from '../../oauth/http';
import { BoundedMap } from '../../oauth/memory';

/** Half of what Fluxer allows a user in a second: the other half is for the user's own app. */
const GAP_MS = 40;
/** Nobody waits longer than this; more is asked for only when the clock was set back. */
const LONGEST_MS = 60_000;

const turns = new BoundedMap<number>(1000);

/**
 * Sends with a gap between any two requests of one session. Fluxer ends a user session for good that goes over its
 * global limit of about 50 requests a second, so the limit must not be found out by running into it.
 *
 * @param session a key that stands for the session
 */
export function paced(session: string, send: Send): Send {
	return async (call) => {
		const wait = turnOf(session, Date.now());
		if (wait > 0) await sleep(wait);
		return await send(call);
	};
}

/** Takes the session's next turn; the milliseconds until it comes. */
export function turnOf(session: string, now: number): number {
	const next = (turns.get(session) ?? 0) + GAP_MS;
	const turn = next > now + LONGEST_MS ? now : Math.max(now, next);
	turns.set(session, turn);
	return turn - now;
}
