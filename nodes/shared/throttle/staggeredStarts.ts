import type { Time } from '../../../oauth/time';

/**
 * Spreads what could all begin at once over some turns of the event loop: in each, half of those who wait go on.
 *
 * Requests that leave together are answered together, and keep doing so: then n8n waits while the server works, and the
 * server while n8n does.
 */
export class StaggeredStarts {
	private isTaken = false;
	private isSpare = false;
	private readonly queue: Array<() => void> = [];

	constructor(private readonly time: Time) {}

	/** Resolves in the turn in which the caller may begin. */
	async next(): Promise<void> {
		if (this.isSpare && this.queue.length === 0) {
			this.isSpare = false;
			return;
		}
		await new Promise<void>((resolve) => {
			this.queue.push(resolve);
			this.begin();
		});
	}

	/** To be told by who went on and sent nothing: the next one need not keep away from that. */
	giveBack(): void {
		const goOn = this.queue.shift();
		if (goOn) goOn();
		else this.isSpare = true;
	}

	private begin(): void {
		if (this.isTaken || this.queue.length === 0) return;
		this.isTaken = true;
		for (const goOn of this.queue.splice(0, Math.ceil(this.queue.length / 2))) goOn();
		void this.time.sleep(0).then(() => {
			this.isTaken = false;
			this.isSpare = false;
			this.begin();
		});
	}
}
