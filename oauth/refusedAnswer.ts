import { deadTokenStatuses, type Dialect } from './dialect';
import { readChallenge, readError, type ProviderError } from './errorFamilies';
import { LONGEST_ERROR } from './excerpt';
import type { HttpAnswer } from './http';
import { parseJson } from './json';

/** What a refusal says, in the provider's words and in the dialect's. */
export interface Refusal {
	/** Of the body, else of the challenge beside it; undefined when neither has a form that is known. */
	readonly error?: ProviderError;
	/** The name of the first of the `messagePatterns` that its message fits. */
	readonly meaning?: string;
	/** As parsed; undefined for what is no JSON, or too long for an error. */
	readonly body: unknown;
}

/** What an answer that is no success says, by its body or by its challenge (RFC 6749 §5.2, RFC 6750 §3). */
export function readRefusal(dialect: Dialect, { body: text, headers }: HttpAnswer): Refusal {
	const body = text.length > LONGEST_ERROR ? undefined : parseJson(text);
	const error = readError(dialect.errorFamilies, body) ?? readChallenge(headers['www-authenticate']);
	return { error, meaning: meaningOf(dialect, error?.detail), body };
}

/** Of a message, what is held against the dialect's patterns: all that they look for stands near its beginning. */
const LONGEST_MESSAGE = 2000;

function meaningOf({ messagePatterns = {} }: Dialect, detail = ''): string | undefined {
	const begin = detail.slice(0, LONGEST_MESSAGE);
	return Object.keys(messagePatterns).find((name) => messagePatterns[name]?.test(begin));
}

/** Whether an answer says that the access token of its request is not valid (any more): by its status, or in words. */
export function isDeadToken(dialect: Dialect, answer: HttpAnswer): boolean {
	if (deadTokenStatuses(dialect).includes(answer.status)) return true;
	const { deadTokenSigns = [] } = dialect;
	if (answer.status < 400 || deadTokenSigns.length === 0) return false;
	return deadTokenSigns.includes(readRefusal(dialect, answer).meaning ?? '');
}
