import type { INodeProperties } from 'n8n-workflow';
import { listInText } from './listInText';

/** Beside a list of scopes, for those that the provider has made since. */
export const additionalScopes: INodeProperties = {
	displayName: 'Additional Scopes',
	name: 'additionalScopes',
	type: 'string',
	typeOptions: listInText,
	default: '',
	placeholder: 'e.g. first_scope second_scope',
	description: 'Scopes that the list does not have, with spaces or commas between them',
};

/**
 * The scopes of a list `scopes` and those beside it, as an expression for the field `scope` of an OAuth2 credential.
 * n8n may not bring the list's default into the form of a credential.
 *
 * @param fallback the scope where none is chosen
 */
export const scopeExpression = (fallback = ''): string =>
	`={{ [].concat($self["scopes"] || [], $self["${additionalScopes.name}"] || "").join(" ").slice(0, 10000).split(/[\\s,;]+/).join(" ").trim() || "${fallback}" }}`;
