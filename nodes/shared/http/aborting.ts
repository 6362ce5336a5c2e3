/**
 * What a promise yields, unless the signal comes first; the work itself goes on.
 *
 * @throws {Error} "aborted" when the signal comes first
 */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	let stop: () => void = () => undefined;
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(new Error('aborted'));
		signal.addEventListener('abort', stop);
		if (signal.aborted) stop();
	});
	return await Promise.race([aborted, work]).finally(() => signal.removeEventListener('abort', stop));
}
