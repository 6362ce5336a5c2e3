import { readWords } from '../../../oauth/lists';

const FIELD = { subject: 'The field "Additional Scopes"', hint: 'Nothing was sent.' };

/**
 * The scopes of a list and those beside it, each once, as a request writes them (RFC 6749 §3.3).
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when those beside it are no words
 */
export const allScopes = (chosen: readonly string[], additional: unknown): string =>
	[...new Set([...chosen, additional].flatMap((scopes) => readWords(scopes, FIELD)))].join(' ');
