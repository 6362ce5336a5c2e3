import type { Clock } from '../shared/clock';
import { FixedWindow } from '../shared/fixedWindow';

/** One limit: `limit` requests per `seconds`, and for whoever exceeds it none for `blockSeconds`. */
interface Rule {
	name: string;
	limit: number;
	seconds: number;
	blockSeconds: number;
}

/** What a request found; `resetSeconds` counts from now. */
interface Verdict {
	remaining: number;
	resetSeconds: number;
	isBlocked: boolean;
}

/**
 * A fixed window that blocks for a while whoever exceeds it. Calls made while blocked count in the next window, so those
 * who do not wait are blocked again (Cal.com API v2 source).
 */
export class Throttle {
	private readonly window: FixedWindow;
	private readonly blockedUntil = new Map<string, number>();

	constructor(private readonly clock: Clock) {
		this.window = new FixedWindow(clock);
	}

	/** Counts one request of `caller`, refused or not. */
	hit(caller: string, { name, limit, seconds, blockSeconds }: Rule): Verdict {
		const key = `${caller}:${name}`;
		const now = this.clock.now();
		const { remaining, resetAt, exceeded } = this.window.hit(key, limit, seconds);
		let until = this.blockedUntil.get(key) ?? 0;
		if (until <= now && exceeded) {
			until = now + blockSeconds * 1000;
			this.blockedUntil.set(key, until);
		}
		const isBlocked = until > now;
		return {
			remaining: isBlocked ? 0 : remaining,
			resetSeconds: Math.ceil(((isBlocked ? until : resetAt) - now) / 1000),
			isBlocked,
		};
	}
}
