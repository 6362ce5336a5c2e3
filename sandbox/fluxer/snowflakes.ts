const first = 1_470_000_000_000_000_000n;

/** Ids as Fluxer makes them: decimal strings, larger than a JavaScript number can hold. */
export class Snowflakes {
	private made = 0n;

	next(): string {
		this.made += 1n;
		return String(first + this.made);
	}
}
