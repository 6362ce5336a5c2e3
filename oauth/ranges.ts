/** Where something begins and ends, apart from each other; they are added in the order of their ends. */
export class Ranges {
	private readonly starts: number[] = [];
	private readonly ends: number[] = [];

	add(start: number, end: number): void {
		let from = start;
		// What touches becomes one. Each range goes away once, so that this takes no longer than there are ranges.
		while (this.ends.length > 0 && from <= this.lastEnd) {
			from = Math.min(from, this.starts.pop() ?? 0);
			this.ends.pop();
		}
		this.starts.push(from);
		this.ends.push(end);
	}

	get lastEnd(): number {
		return this.ends[this.ends.length - 1] ?? 0;
	}

	/** Sets the bytes within the ranges to 1. */
	markIn(marks: Uint8Array): void {
		this.starts.forEach((start, each) => marks.fill(1, start, this.ends[each]));
	}
}
