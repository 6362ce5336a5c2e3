import type { Dialect } from '../../../oauth/dialect';
import type { HttpCall } from '../../../oauth/http';
import { notAsked } from '../../../oauth/readProblem';
import { orAborted } from '../http/aborting';
import { STOPPED } from '../http/failures';
import type { Limits } from '../http/limits';

/** Waits that end when the execution is stopped; n8n exports no sleep that does. */
export class AbortableSleep {
	constructor(private readonly limits: Limits) {}

	get now(): number {
		return this.limits.time.now();
	}

	/** @throws {import('../../../oauth/problems').OAuthProblem} when the execution is stopped meanwhile */
	async sleep(dialect: Dialect, call: HttpCall, ms: number): Promise<void> {
		await this.until(dialect, call, this.limits.time.sleep(ms));
	}

	/** @throws {import('../../../oauth/problems').OAuthProblem} when the execution is stopped before */
	async until(dialect: Dialect, call: HttpCall, event: Promise<unknown>): Promise<void> {
		const { signal, release } = this.limits.begin();
		await orAborted(event, signal)
			.catch(() => {
				throw notAsked(dialect, call, STOPPED);
			})
			.finally(release);
	}
}
