import { randomBytes } from 'node:crypto';

import type { Clock } from './clock';

/** Authorization codes and what each one stands for; a code works once, and for as long as it was issued for. */
export class Codes<Grant> {
	private readonly waiting = new Map<string, { grant: Grant; expiresAt: number }>();

	constructor(private readonly clock: Clock) {}

	issue(grant: Grant, seconds: number): string {
		const code = randomBytes(8).toString('hex');
		this.waiting.set(code, { grant, expiresAt: this.clock.now() + seconds * 1000 });
		return code;
	}

	/** What a code stands for, if it has neither been spent nor expired; looking does not spend it. */
	find(code: string): Grant | undefined {
		const known = this.waiting.get(code);
		return known && known.expiresAt >= this.clock.now() ? known.grant : undefined;
	}

	spend(code: string): void {
		this.waiting.delete(code);
	}
}
