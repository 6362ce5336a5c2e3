import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollService } from '../shared/watching/pollService';
import { triggerFields } from '../shared/watching/triggerFields';
import { watched } from './watched';

/**
 * Stored workflows name it `peerTubeTrigger`. It polls by the account alone, and tells of new sessions from PeerTube
 * 7.3 on.
 */
export class PeerTubeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PeerTube Trigger',
		name: 'peerTubeTrigger',
		icon: { light: 'file:peerTube.svg', dark: 'file:peerTube.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts when a PeerTube connection ends, or somebody signs in elsewhere',
		defaults: { name: 'PeerTube Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'peerTubeSessionsApi', required: true }],
		properties: triggerFields(watched),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollService(this, watched);
	}
}
