import { inputProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';

/** Fluxer refuses any text of its OAuth requests that is longer (its source). */
const LONGEST = 256;

/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when a text is longer than Fluxer takes */
export function withinMaxLength(title: string, value: string): string {
	if (value.length <= LONGEST) return value;
	throw inputProblem(
		`The ${title} has ${value.length} characters, and Fluxer takes ${LONGEST} at most`,
		'Shorten it; what does not fit into a state can be kept elsewhere, under the state as its key. Nothing was sent.',
	);
}

/** Inputs as they are, once it is sure that none of them is too long. */
export function allFitting(inputs: Inputs): Inputs {
	Object.entries(inputs).forEach(([name, value]) => withinMaxLength(wordsOf(name), String(value ?? '')));
	return inputs;
}

const wordsOf = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
