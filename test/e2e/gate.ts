/** Lets any number of light works run side by side, and heavy ones alone: n8n stands still for others meanwhile. */
export class Gate {
	private underWay = 0;
	private heavy: Promise<unknown> = Promise.resolve();
	private waiting: Array<() => void> = [];

	async run<T>(isHeavy: boolean, work: () => Promise<T>): Promise<T> {
		return isHeavy ? await this.alone(work) : await this.together(work);
	}

	private async together<T>(work: () => Promise<T>): Promise<T> {
		for (let before; before !== this.heavy;) {
			before = this.heavy;
			await before;
		}
		this.underWay++;
		return await work().finally(() => {
			this.underWay--;
			if (this.underWay === 0) for (const wake of this.waiting.splice(0)) wake();
		});
	}

	private async alone<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.heavy.then(async () => {
			while (this.underWay > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
			return await work();
		});
		this.heavy = turn.catch(() => undefined);
		return await turn;
	}
}
