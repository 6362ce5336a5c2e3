import { BoundedMap, keyOf } from '../../../oauth/memory';
import type { OAuthProblem } from '../../../oauth/problems';

/** Problems that were put into one text, by that text. */
const said = new BoundedMap<OAuthProblem>(1000);

/** An error that says all of a problem in its message: of what a credential throws n8n shows nothing else. */
export function inOneText(problem: OAuthProblem): Error {
	const error = new Error(`${problem.message}. ${problem.description}`, { cause: problem });
	said.set(keyOf(error.message), problem);
	return error;
}

/** The problem that an error was made of. Before n8n 2.34.6 its own errors keep the message of a cause, and not the cause. */
export const saidIn = ({ message }: Error): OAuthProblem | undefined => said.get(keyOf(message));
