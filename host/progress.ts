/** How a step says what it is doing right now, such as "812 of 2,350 packages". */
type Probe = () => string;

/** The time since a moment in milliseconds since 1970, as `m:ss`. */
export function elapsed(sinceMs: number): string {
	const seconds = Math.round((Date.now() - sinceMs) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Numbered steps on the terminal: a line that counts up, or in a file or pipe a new line every five seconds. */
export class Progress {
	private done = 0;

	constructor(
		private readonly steps: number,
		private readonly out: NodeJS.WriteStream = process.stdout,
	) {}

	/** Runs `work` as the next step; `probe` is asked for news while it runs. What `work` resolves to is passed on. */
	async step<T>(title: string, work: () => Promise<T>, probe: Probe = () => ''): Promise<T> {
		const started = Date.now();
		const label = `[${++this.done}/${this.steps}] ${title}`;
		const live = this.out.isTTY;
		const news = () => [elapsed(started), probe()].filter(Boolean).join('  ');
		const redraw = (text: string) => this.out.write(`\r\x1b[2K${text.slice(0, this.out.columns - 1)}`);
		if (live) redraw(label);
		else this.out.write(`${label}\n`);
		const timer = setInterval(
			() => (live ? redraw(`${label}  ${news()}`) : this.out.write(`      ${news()}\n`)),
			live ? 1000 : 5000,
		);
		let outcome = 'failed';
		try {
			const result = await work();
			outcome = 'done';
			return result;
		} finally {
			clearInterval(timer);
			const summary = `${outcome} in ${elapsed(started)}`;
			this.out.write(live ? `\r\x1b[2K${label}  ${summary}\n` : `      ${summary}\n`);
		}
	}
}
