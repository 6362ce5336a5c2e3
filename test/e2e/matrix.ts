import { renderTable } from '../../host/table';
import { titleOf } from './entry';
import { isMiss, type Result } from './row';

const number = (value: number | undefined) => (value === undefined ? '' : String(value));

/** One line a row, credential type and place: what it cost, and what was missed. */
export function renderMatrix(results: Result[]): string {
	const columns = [
		{ heading: 'credential' },
		{ heading: 'place' },
		{ heading: 'case' },
		{ heading: 'token calls', right: true },
		{ heading: '401s', right: true },
		{ heading: 'failures', right: true },
		{ heading: 'seconds', right: true },
		{ heading: 'outcome', limit: 160 },
	];
	const lines = results.map((result) => {
		const { entry, row, costs } = result;
		const numbers = [costs?.tokenCalls, costs?.unauthorized, costs?.failures].map(number);
		const seconds = result.seconds?.toFixed(1) ?? '';
		return [titleOf(entry), whereOf(result), row.name, ...numbers, seconds, outcomeOf(result)];
	});
	return renderTable(columns, lines);
}

const whereOf = ({ row, place }: Result): string =>
	[['queue', 'soak'].includes(row.phase) ? 'queue,' : '', place === 'http' ? 'HTTP Request' : place]
		.join(' ')
		.trim();

function outcomeOf(result: Result): string {
	if (result.skipped !== undefined) return `skipped: ${result.skipped}`;
	if (isMiss(result)) return `MISSED: ${result.misses.join('; ')}`;
	if (result.misses.length > 0) return `measured: ${result.excuse ?? ''}`;
	return ['ok', result.note].filter(Boolean).join(', ');
}
