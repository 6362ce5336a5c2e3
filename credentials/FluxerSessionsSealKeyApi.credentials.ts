import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { SEAL_KEY, sealKeyFields } from '../nodes/shared/fields/sealKeyFields';

/** Signs nothing: it holds keys for operations whose tokens come in as fields. The node looks at the form of the keys. */
export class FluxerSessionsSealKeyApi implements ICredentialType {
	name = 'fluxerSessionsSealKeyApi';

	displayName = 'Fluxer Seal Key API';

	icon = {
		light: 'file:../nodes/Fluxer/fluxer.svg',
		dark: 'file:../nodes/Fluxer/fluxer.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/fluxer.md';

	properties: INodeProperties[] = sealKeyFields.map((field) => ({
		...field,
		required: field.name === SEAL_KEY,
	}));
}
