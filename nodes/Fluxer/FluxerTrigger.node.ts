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
 * Stored workflows name it `fluxerTrigger`. Lists are read with a user session alone; with a bot or a connected account
 * it watches the connection.
 */
export class FluxerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Fluxer Trigger',
		name: 'fluxerTrigger',
		icon: { light: 'file:fluxer.svg', dark: 'file:fluxer.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts when a Fluxer connection ends, or an application gets or loses access',
		defaults: { name: 'Fluxer Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Written out, and one shown at a time, as n8n's rules ask for.
		credentials: [
			{
				name: 'fluxerSessionsUserApi',
				required: true,
				displayOptions: { show: { authentication: ['session'] } },
			},
			{
				name: 'fluxerSessionsBotApi',
				required: true,
				displayOptions: { show: { authentication: ['bot'] } },
			},
			{
				name: 'fluxerSessionsOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: triggerFields(watched),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollService(this, watched);
	}
}
