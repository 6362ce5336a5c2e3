import type { Clock } from './clock';

/** What one call found. `resetAt` is in milliseconds since 1970. */
interface WindowState {
	limit: number;
	remaining: number;
	resetAt: number;
	exceeded: boolean;
}

/** A fixed-window rate limiter: a window opens at a key's first call and forgets everything when it ends. */
export class FixedWindow {
	private readonly windows = new Map<string, { hits: number; resetAt: number }>();

	constructor(private readonly clock: Clock) {}

	/** Counts one call of `key`, refused or not, and tells where that leaves it. */
	hit(key: string, limit: number, windowSeconds: number): WindowState {
		const now = this.clock.now();
		let window = this.windows.get(key);
		if (!window || window.resetAt <= now) {
			window = { hits: 0, resetAt: now + windowSeconds * 1000 };
			this.windows.set(key, window);
		}
		window.hits += 1;
		return {
			limit,
			remaining: Math.max(0, limit - window.hits),
			resetAt: window.resetAt,
			exceeded: window.hits > limit,
		};
	}
}
