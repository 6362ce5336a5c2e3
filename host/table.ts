/** A column: its heading, and its width at most; numbers stand on the right. */
interface Column {
	heading: string;
	limit?: number;
	right?: boolean;
}

/** `text` on one line, cut to `limit` characters. */
function shorten(text: string, limit = Infinity): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

/** Lays out rows of texts, one for each column, under headings. */
export function renderTable(columns: Column[], rows: string[][]): string {
	const cells = rows.map((row) => columns.map(({ limit }, index) => shorten(row[index] ?? '', limit)));
	const widths = columns.map(({ heading }, index) =>
		Math.max(heading.length, ...cells.map((row) => row[index]?.length ?? 0)),
	);
	const line = (row: string[]) =>
		columns
			.map(({ right }, index) => {
				const cell = row[index] ?? '';
				return right ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
			})
			.join('  ')
			.trimEnd();
	const rule = widths.map((width) => '─'.repeat(width));
	return [line(columns.map(({ heading }) => heading)), line(rule), ...cells.map(line)].join('\n');
}
