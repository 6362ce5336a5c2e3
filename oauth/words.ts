import { inputProblem } from './problems';

/** Many times what any list of scopes, domains or addresses has, in characters. */
const LONGEST = 100_000;

/**
 * The words of a text, which spaces, line breaks or commas separate.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when there are more than any list has
 */
export function wordsIn(text: string): string[] {
	if (text.length <= LONGEST) return text.split(/[\s,]+/).filter(Boolean);
	throw inputProblem(
		`A list of ${text.length} characters is too long`,
		'Check the fields that take several values, and the expressions in them. Nothing was sent.',
	);
}
