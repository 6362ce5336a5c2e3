import { keyOf } from '../../../oauth/memory';
import { OAuthProblem } from '../../../oauth/problems';

/** Far more than the lists of these providers have; so that one that a server makes up without an end has one. */
const MOST_PAGES = 10_000;
/** Of all pages together: what n8n can still hold and store. */
const MOST_CHARACTERS = 200_000_000;

/**
 * Reads a list page by page until there is enough of it, or no more.
 *
 * @param readPage one page: its elements, and how many there are in all
 * @throws {OAuthProblem} of kind `unreadable` when the list would have no end: a page comes again, or there are too many
 */
export async function readPages<T>(
	limit: number,
	pageSize: number,
	readPage: (start: number, count: number) => Promise<{ data: T[]; total: number }>,
): Promise<T[]> {
	const all: T[] = [];
	const known = new Set<string>();
	let characters = 0;
	for (;;) {
		const { data, total } = await readPage(all.length, Math.min(pageSize, limit - all.length));
		// Not as arguments of one call, of which there may be no more than the stack has room for.
		for (const each of data) all.push(each);
		if (data.length === 0 || all.length >= Math.min(total, limit)) return all.slice(0, limit);
		const page = JSON.stringify(data);
		const key = keyOf(page);
		if (known.has(key)) throw endless('The server answers with a page of the list that it has given before');
		known.add(key);
		characters += page.length;
		if (known.size >= MOST_PAGES || characters > MOST_CHARACTERS)
			throw endless(`The list goes on after ${all.length} entries on ${known.size} pages`);
	}
}

const endless = (message: string) =>
	new OAuthProblem({
		kind: 'unreadable',
		message,
		hint: 'The list cannot be read to its end. Switch "Return All" off and choose a limit, or tell whoever runs the server.',
	});
