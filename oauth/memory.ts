import { createHash } from 'node:crypto';

/** A key that stands for values without holding them. Two lists of values never give the same key. */
export function keyOf(...values: ReadonlyArray<string | undefined>): string {
	return createHash('sha256').update(JSON.stringify(values)).digest('base64url');
}

/** A map that forgets the entries that were not asked for the longest, so that a process of months keeps its size. */
export class BoundedMap<T> {
	private readonly entries = new Map<string, T>();

	constructor(private readonly most: number) {}

	/** Asked for an entry, the map forgets it last. */
	get(key: string): T | undefined {
		const value = this.entries.get(key);
		if (value !== undefined) this.set(key, value);
		return value;
	}

	/** As the one that is forgotten last; another one may be forgotten for it. */
	set(key: string, value: T): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		const [oldest] = this.entries.keys();
		if (this.entries.size > this.most && oldest !== undefined) this.entries.delete(oldest);
	}

	delete(key: string): void {
		this.entries.delete(key);
	}

	/** Deletes those that were not asked for the longest, as long as they are over. */
	deleteOldest(isOver: (value: T) => boolean): void {
		for (const [key, value] of this.entries) {
			if (!isOver(value)) return;
			this.entries.delete(key);
		}
	}
}

/** Runs work once for all who ask for the same key while it is under way. */
export class SingleFlight<T> {
	private readonly flights = new Map<string, Promise<T>>();

	/** @throws what the work throws, to all who ask; it is not remembered */
	async run(key: string, work: () => Promise<T>): Promise<T> {
		const flight = this.flights.get(key) ?? work().finally(() => this.flights.delete(key));
		this.flights.set(key, flight);
		return await flight;
	}
}
