import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { SEAL_KEY, sealKeyFields } from '../nodes/shared/fields/sealKeyFields';

/**
 * Keys for operations whose token sets come in as fields: one that seals and opens, and older ones that still open. A
 * key is 32 bytes, as base64 or hexadecimal digits, and the node looks at its form when it is used. It is sent
 * nowhere, signs nothing and is not renewed.
 */
export class PeerTubeSessionsSealKeyApi implements ICredentialType {
	name = 'peerTubeSessionsSealKeyApi';

	displayName = 'PeerTube Seal Key API';

	icon = {
		light: 'file:../nodes/PeerTube/peerTube.svg',
		dark: 'file:../nodes/PeerTube/peerTube.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/peertube.md';

	properties: INodeProperties[] = sealKeyFields.map((field) => ({
		...field,
		required: field.name === SEAL_KEY,
	}));
}
