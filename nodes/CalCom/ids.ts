import { inputProblem } from '../../oauth/problems';

/** The database of Cal.com counts no further; what is more is answered as a failure of the server. */
const LARGEST = 2 ** 31 - 1;

/**
 * A number that identifies something at Cal.com.
 *
 * @param subject what holds it, to begin a message with
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when there can be none like this
 */
export function possibleId(digits: string, subject: string): string {
	if (Number(digits) <= LARGEST) return digits;
	throw inputProblem(
		`${subject} holds a number that is larger than any ID of Cal.com`,
		`There are none above ${LARGEST}: check where the value comes from. Nothing was sent.`,
	);
}
