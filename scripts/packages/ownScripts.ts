/** The scripts of a package that a text has somebody call, such as `e2e` of `npm run e2e -- --quick`. */
export const scriptsIn = (text: string): string[] =>
	[...text.matchAll(/\bnpm (?:run (?:--\w+ )?(\w[\w:-]*)|(start|test)\b)/g)].map(
		([, run, short]) => run ?? short ?? '',
	);

const isPart = (line: string): boolean => /^(?:- |\d+\. |\|)/.test(line);

/** At a full stop: what follows begins with a capital letter, or with a sign of Markdown. */
const sentencesOf = (line: string): string[] => line.split(/(?<=[.!?]\)?) (?=[A-Z_*`[])/);

/**
 * Markdown without what has somebody call a script that a package lacks: items of lists and rows of tables as a whole,
 * in prose the sentence.
 */
export function withoutForeignScripts(page: string, scripts: readonly string[]): string {
	const isForeign = (text: string) => scriptsIn(text).some((script) => !scripts.includes(script));
	return page
		.split('\n')
		.flatMap((line) => {
			if (!isForeign(line)) return [line];
			const kept = isPart(line) ? [] : sentencesOf(line).filter((sentence) => !isForeign(sentence));
			return kept.length > 0 ? [kept.join(' ')] : [];
		})
		.join('\n');
}
