import type { INodeProperties } from 'n8n-workflow';

/** The two fields with which every n8n node asks how much of a list is wanted. */
export const pageFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/**
 * Reads a list page by page until there is enough of it, or no more.
 *
 * @param readPage one page: its elements, and how many there are in all
 */
export async function readPages<T>(
	limit: number,
	pageSize: number,
	readPage: (start: number, count: number) => Promise<{ data: T[]; total: number }>,
): Promise<T[]> {
	const all: T[] = [];
	for (;;) {
		const { data, total } = await readPage(all.length, Math.min(pageSize, limit - all.length));
		all.push(...data);
		if (data.length === 0 || all.length >= Math.min(total, limit)) return all.slice(0, limit);
	}
}
