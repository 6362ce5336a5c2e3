import { sleep } from 'n8n-workflow';
import type { Dialect } from '../../oauth/dialect';
import type { HttpCall } from '../../oauth/http';
import { unanswered } from '../../oauth/readProblem';
import { orAborted } from './aborting';

/** Waits that end when the execution is stopped; n8n exports no sleep that does. */
export class Waiting {
	constructor(private readonly cancelSignal?: AbortSignal) {}

	/** @throws {import('../../oauth/problems').OAuthProblem} when the execution is stopped meanwhile */
	async sleep(dialect: Dialect, call: HttpCall, ms: number): Promise<void> {
		await this.until(dialect, call, sleep(ms));
	}

	/** @throws {import('../../oauth/problems').OAuthProblem} when the execution is stopped before */
	async until(dialect: Dialect, call: HttpCall, event: Promise<unknown>): Promise<void> {
		if (!this.cancelSignal) return void (await event);
		await orAborted(event, this.cancelSignal).catch(() => {
			throw unanswered(dialect, call, STOPPED);
		});
	}
}

export const STOPPED = 'the execution was stopped';
