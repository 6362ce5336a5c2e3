import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { SEAL_KEY, sealKeyFields } from '../nodes/shared/fields/sealKeyFields';

/** Signs nothing: it holds keys for operations whose tokens come in as fields. The node looks at the form of the keys. */
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
