import type { Clock } from './clock';

/** What one call found. `resetAt` is in milliseconds since 1970; `retryAfterMs` is 0 unless the call was refused. */
export interface Allowance {
	limit: number;
	remaining: number;
	resetAt: number;
	exceeded: boolean;
	retryAfterMs: number;
}

/**
 * The generic cell rate algorithm: `limit` calls at once, then one more each time a window's share of time has passed.
 * Unlike with a fixed window, waiting for the next call is short and a refused call costs nothing.
 */
export class Gcra {
	/** When each key's debt will be paid off. */
	private readonly paidOffAt = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	take(key: string, limit: number, windowSeconds: number): Allowance {
		const now = this.clock.now();
		const windowMs = windowSeconds * 1000;
		const debt = Math.max(this.paidOffAt.get(key) ?? now, now) - now;
		const share = windowMs / Math.max(limit, 1);
		const excess = limit === 0 ? windowMs : debt + share - windowMs;
		if (excess > 0) {
			return { limit, remaining: 0, resetAt: now + debt, exceeded: true, retryAfterMs: excess };
		}
		this.paidOffAt.set(key, now + debt + share);
		const remaining = Math.max(0, Math.floor(limit - (debt + share) / share));
		return { limit, remaining, resetAt: now + debt + share, exceeded: false, retryAfterMs: 0 };
	}
}
