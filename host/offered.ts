import type { INodeProperties } from 'n8n-workflow';

/** As much of a credential type, as n8n hands it to its editor, as tells its form and whether it can sign any request. */
export interface CredentialTypeDescription {
	name: string;
	displayName: string;
	properties: INodeProperties[];
	extends?: string[];
	authenticate?: unknown;
}

/** The fields of a credential type as the editor shows them: its own, and those of what it extends. */
export function fieldsOf(types: readonly CredentialTypeDescription[], name: string): INodeProperties[] {
	const { properties = [], extends: parents = [] } = types.find((type) => type.name === name) ?? {};
	return [...properties, ...parents.flatMap((parent) => fieldsOf(types, parent))];
}

/** Those that n8n itself knows how to sign with. */
const known = ['oAuth1Api', 'oAuth2Api', 'googleOAuth2Api'];

/** Whether the editor offers a credential type in the HTTP Request node: those that say how requests are signed. */
export function isOffered(types: CredentialTypeDescription[], name: string): boolean {
	const type = types.find((each) => each.name === name);
	return type?.authenticate !== undefined || (type?.extends ?? []).some((parent) => known.includes(parent));
}
