import { sleep } from 'n8n-workflow';

/** Waits that end when the execution is stopped; n8n exports no sleep that does. */
export class Waiting {
	private readonly stopped?: Promise<unknown>;

	constructor(private readonly cancelSignal?: AbortSignal) {
		this.stopped =
			cancelSignal &&
			new Promise((resolve) => cancelSignal.addEventListener('abort', resolve, { once: true }));
	}

	/** False when the execution was stopped meanwhile. */
	async sleep(ms: number): Promise<boolean> {
		if (this.cancelSignal?.aborted) return false;
		await Promise.race([sleep(ms), ...(this.stopped ? [this.stopped] : [])]);
		return this.cancelSignal?.aborted !== true;
	}
}
