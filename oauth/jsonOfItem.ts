import { isTooDeep, parseJson } from './json';
import { inputProblem } from './problems';

/**
 * The JSON that an item gives for a field; undefined when it is none.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when a part of it would be left out
 */
export function jsonOfItem(text: string, title: string): unknown {
	if (!isTooDeep(text)) return parseJson(text);
	throw inputProblem(
		`The field "${title}" is nested too deeply`,
		'Data of more than a hundred levels cannot be passed on. Check the expression that the field holds. Nothing was sent.',
	);
}
