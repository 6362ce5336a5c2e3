import { runJest, type Cell } from './jest';

/** Every operation and every trigger under every fault, and with many items. */
export async function runMatrix(): Promise<Cell[]> {
	return await runJest('matrix', { files: ['test/workflow'], tests: ' (under faults|with many items) ' });
}

const SEPARATOR = ' × ';

/** One line an operation or what a trigger watches, one column a fault, and what the columns are. */
export function drawMatrix(cells: readonly Cell[]): string {
	const columns = [...new Set(cells.map((cell) => cell.name.split(SEPARATOR)[1] ?? ''))];
	const legend = columns.map((column, index) => `${String(index + 1).padStart(4)}  ${column}`);
	const header = `${' '.repeat(WIDTH)}${columns.map((_, index) => String(index + 1).padStart(3)).join('')}`;
	return [...legend, '', header, ...groups(cells).flatMap((group) => drawGroup(group, columns))].join('\n');
}

const WIDTH = 40;

const groups = (cells: readonly Cell[]) =>
	[...new Set(cells.map(providerOf))].map((provider) => ({
		provider,
		own: cells.filter((cell) => providerOf(cell) === provider),
	}));

const providerOf = ({ group }: Cell): string => group.split(' ')[0] ?? '';

function drawGroup(
	{ provider, own }: ReturnType<typeof groups>[number],
	columns: readonly string[],
): string[] {
	const operations = [...new Set(own.map(({ name }) => name.split(SEPARATOR)[0] ?? ''))];
	const mark = (operation: string, column: string) => {
		const cell = own.find(({ name }) => name === `${operation}${SEPARATOR}${column}`);
		return cell === undefined ? '  ·' : cell.passed ? '  ✓' : '  ✗';
	};
	return [
		provider,
		...operations.map(
			(operation) =>
				`  ${operation}`.padEnd(WIDTH) + columns.map((column) => mark(operation, column)).join(''),
		),
	];
}
