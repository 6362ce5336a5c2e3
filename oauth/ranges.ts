/** Where something begins and ends, apart from each other; they are added in the order of their ends. */
export class Ranges {
	private readonly starts: number[] = [];
	private readonly ends: number[] = [];
	/** The last one, which most others go on with; its end is 0 as long as there is none. */
	private start = 0;
	lastEnd = 0;

	/** @param end no less than that of the one before */
	add(start: number, end: number): void {
		if (start > this.lastEnd || this.lastEnd === 0) {
			this.keepLast();
			this.start = start;
		} else if (start < this.start) this.goBackTo(start);
		this.lastEnd = end;
	}

	/** Sets the bytes within the ranges to 1. */
	markIn(marks: Uint8Array): void {
		this.keepLast();
		this.starts.forEach((start, each) => marks.fill(1, start, this.ends[each]));
	}

	private keepLast(): void {
		if (this.lastEnd === 0) return;
		this.starts.push(this.start);
		this.ends.push(this.lastEnd);
	}

	/** What begins before the last one may reach into those before it; each of them goes away once. */
	private goBackTo(start: number): void {
		this.start = start;
		while (this.ends.length > 0 && this.start <= (this.ends[this.ends.length - 1] ?? 0)) {
			this.start = Math.min(this.start, this.starts.pop() ?? 0);
			this.ends.pop();
		}
	}
}
