import type { Dialect } from './dialect';
import { inputProblem, type OAuthProblem } from './problems';
import { FILL_IN } from './readProblem';

/** `refreshToken` → `refresh token`. */
export const inputInWords = (input: string): string =>
	input.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A value that a request needs is not there; the request was not sent. */
export function missingInput(dialect: Dialect, endpoint: string, input: string): OAuthProblem {
	const advice = dialect.advice[`${endpoint}:${input}:missing`];
	if (advice) return inputProblem(advice.message, advice.hint);
	return inputProblem(
		`The ${inputInWords(input)} is empty, and ${dialect.provider} needs it to ${dialect.endpoints[endpoint]?.purpose}`,
		FILL_IN,
	);
}
