import type { Service } from './services';

/** `CalCom` → as texts and identifiers write it: Cal.com, calCom, calcom. */
const namesOf = (services: readonly Service[]): RegExp =>
	new RegExp(
		services
			.map(({ folder }) => folder.replace(/(?<=[a-z])(?=[A-Z])/g, '[. ]?'))
			.map((name) => `\\b${name}`)
			.join('|'),
		'i',
	);

/** What a line is about: a heading, the first words of a list's item, the first cell of a row; prose is about everything. */
const subjectOf = (line: string): string | undefined =>
	/^(?:#{2,}|-|\d+\.) (.+?)(?:[.:;] |$)/.exec(line)?.[1] ?? /^\|([^|]+)\|/.exec(line)?.[1];

const levelOf = (line: string): number => /^(#+) /.exec(line)?.[1]?.length ?? 0;

/**
 * A page about all services without what is about others alone: sections, items of lists and rows of tables whose first
 * words name them and not this one, and headings that nothing is left of.
 */
export function ownPartsOf(page: string, service: Service, others: readonly Service[]): string {
	const own = namesOf([service]);
	const foreign = namesOf(others);
	const isForeign = (text: string) => foreign.test(text) && !own.test(text);
	let within = 0;
	const kept = page.split('\n').filter((line) => {
		const level = levelOf(line);
		if (level > 0 && level <= within) within = 0;
		const subject = subjectOf(line);
		const isLeftOut = subject !== undefined && isForeign(subject);
		if (isLeftOut && level > 0 && within === 0) within = level;
		return within === 0 && !isLeftOut;
	});
	return withoutEmptySections(kept).join('\n');
}

function withoutEmptySections(lines: readonly string[]): string[] {
	const isEmpty = (index: number) => {
		const level = levelOf(lines[index] ?? '');
		const next = lines.slice(index + 1).find((line) => line.trim() !== '');
		return level > 1 && (next === undefined || (levelOf(next) > 0 && levelOf(next) <= level));
	};
	const kept = lines.filter((_, index) => !isEmpty(index));
	return kept.filter((line, index) => line !== '' || kept[index - 1] !== '');
}
