/**
 * What a promise yields, unless the signal comes first; the work itself goes on.
 *
 * @throws {Error} "aborted" when the signal comes first
 */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	if (signal.aborted) throw new Error('aborted');
	let stop: () => void = () => undefined;
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(new Error('aborted'));
		signal.addEventListener('abort', stop);
	});
	return await Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
