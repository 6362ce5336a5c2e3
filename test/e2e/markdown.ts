/** A table as Prettier likes it, the first line its heading. */
export function markdownTable([heading = [], ...lines]: string[][]): string {
	const widths = heading.map((_, column) =>
		Math.max(3, ...[heading, ...lines].map((line) => (line[column] ?? '').length)),
	);
	const line = (cells: string[]) =>
		`| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
	const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
	return [line(heading), rule, ...lines.map(line)].join('\n');
}

/** Numbers for explanations, in the order they come up. */
export class Notes {
	private readonly texts: string[] = [];

	numberOf(text: string): number {
		if (!this.texts.includes(text)) this.texts.push(text);
		return this.texts.indexOf(text) + 1;
	}

	list(): string {
		return this.texts.map((text, index) => `${index + 1}. ${text}.`).join('\n');
	}
}
