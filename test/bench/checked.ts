interface Sample {
	readonly items: number;
	readonly error?: string;
}

/** The sample itself. @throws {Error} when the run failed or lost items: what does not work is not fast. */
export function checked<T extends Sample>(label: string, sample: T, items: number): T {
	if (sample.error !== undefined) throw new Error(`${label} failed: ${sample.error}`);
	if (sample.items !== items) throw new Error(`${label} put out ${sample.items} items in place of ${items}`);
	return sample;
}
