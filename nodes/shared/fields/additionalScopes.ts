import type { INodeProperties } from 'n8n-workflow';
import { readWords } from '../../../oauth/lists';

/** Beside a list of scopes, for those that the provider has made since. */
export const additionalScopes: INodeProperties = {
	displayName: 'Additional Scopes',
	name: 'additionalScopes',
	type: 'string',
	default: '',
	description: 'Scopes that the list does not have, with spaces or commas between them',
};

const FIELD = { subject: 'The field "Additional Scopes"', hint: 'Nothing was sent.' };

/**
 * The scopes of a list and those beside it, each once, as a request writes them (RFC 6749 §3.3).
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when those beside it are no words
 */
export const allScopes = (chosen: readonly string[], additional: unknown): string =>
	[...new Set([...chosen, additional].flatMap((scopes) => readWords(scopes, FIELD)))].join(' ');

/**
 * The same as an expression, for the field `scope` of an OAuth2 credential that has a list `scopes`. n8n may not bring
 * the list's default into the form of a credential.
 *
 * @param fallback the scope where none is chosen
 */
export const scopeExpression = (fallback = ''): string =>
	`={{ [].concat($self["scopes"] || [], $self["${additionalScopes.name}"] || "").join(" ").slice(0, 10000).split(/[\\s,;]+/).join(" ").trim() || "${fallback}" }}`;
