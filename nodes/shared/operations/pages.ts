import { OAuthProblem } from '../../../oauth/problems';

/**
 * Reads a list page by page until there is enough of it, or no more.
 *
 * @param readPage one page: its elements, and how many there are in all
 * @throws {OAuthProblem} of kind `unreadable` when the server gives the same page again: the list would have no end
 */
export async function readPages<T>(
	limit: number,
	pageSize: number,
	readPage: (start: number, count: number) => Promise<{ data: T[]; total: number }>,
): Promise<T[]> {
	const all: T[] = [];
	let last = '';
	for (;;) {
		const { data, total } = await readPage(all.length, Math.min(pageSize, limit - all.length));
		const page = JSON.stringify(data);
		if (data.length > 0 && page === last) throw alwaysTheSame();
		last = page;
		all.push(...data);
		if (data.length === 0 || all.length >= Math.min(total, limit)) return all.slice(0, limit);
	}
}

const alwaysTheSame = () =>
	new OAuthProblem({
		kind: 'unreadable',
		message: 'The server answers each page of the list with the same one',
		hint: 'The list cannot be read to its end. Switch "Return All" off, or tell whoever runs the server.',
	});
