/** Where requests wait for each other, so that those that come at once have all read what each of them changes. */
export class Meetings {
	private readonly waiting = new Map<string, Array<() => void>>();

	/** Waits until `count` requests have come to the same `place`. */
	async meet(place: string, count: number): Promise<void> {
		const others = this.waiting.get(place) ?? [];
		if (others.length + 1 < count) {
			await new Promise<void>((resolve) => this.waiting.set(place, [...others, resolve]));
			return;
		}
		this.waiting.delete(place);
		others.forEach((goOn) => goOn());
	}
}
