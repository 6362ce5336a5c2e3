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
 * Stored workflows name it `fuseSignTrigger`. It can tell some days before that a connection ends, since FuseSign says
 * when a refresh token does.
 */
export class FuseSignTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FuseSign Trigger',
		name: 'fuseSignTrigger',
		icon: { light: 'file:fuseSign.svg', dark: 'file:fuseSign.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts when a FuseSign connection ends, or a tenant comes or goes',
		defaults: { name: 'FuseSign Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Written out, and one shown at a time, as n8n's rules ask for.
		credentials: [
			{
				name: 'fuseSignSessionsOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'fuseSignSessionsApi',
				required: true,
				displayOptions: { show: { authentication: ['apiToken'] } },
			},
		],
		properties: triggerFields(watched),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollService(this, watched);
	}
}
