import type { INodeProperties } from 'n8n-workflow';

/** As much of a credential type, as n8n hands it to its editor, as tells its form and whether it can sign any request. */
export interface CredentialTypeDescription {
	name: string;
	displayName: string;
	properties: INodeProperties[];
	extends?: string[];
	authenticate?: unknown;
}

/** Those that n8n itself knows how to sign with. */
const known = ['oAuth1Api', 'oAuth2Api', 'googleOAuth2Api'];

/** Whether the editor offers a credential type in the HTTP Request node: those that say how requests are signed. */
export function isOffered(types: CredentialTypeDescription[], name: string): boolean {
	const type = types.find((each) => each.name === name);
	return type?.authenticate !== undefined || (type?.extends ?? []).some((parent) => known.includes(parent));
}
