import type { INodeProperties } from 'n8n-workflow';

/** Beside a list of scopes, for those that the provider has made since. */
export const additionalScopes: INodeProperties = {
	displayName: 'Additional Scopes',
	name: 'additionalScopes',
	type: 'string',
	default: '',
	description: 'Scopes that the list does not have, with spaces between them',
};

/** The scopes of a list and those beside it, each once, as a request writes them (RFC 6749 §3.3). */
export const allScopes = (chosen: readonly string[], additional: unknown): string =>
	[...new Set([...chosen, String(additional ?? '')].join(' ').split(/[\s,]+/))].filter(Boolean).join(' ');
