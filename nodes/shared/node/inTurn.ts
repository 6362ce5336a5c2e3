/** Has those who name the same thing go one after the other, in the order in which they came; all others side by side. */
export class InTurn {
	private readonly last = new Map<string, Promise<unknown>>();

	/** @throws what the work throws; those who come after it go on all the same */
	async run(names: readonly string[], work: () => Promise<void>): Promise<void> {
		const before = names.map((name) => this.last.get(name));
		const done = Promise.all(before).then(work);
		const ended = done.catch(() => undefined);
		for (const name of names) this.last.set(name, ended);
		await done;
	}
}
