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
 * Stored workflows name it `calComTrigger`. It polls with any of the four credentials; what can be listed depends on
 * which (docs/triggers.md).
 */
export class CalComTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cal.com Sessions Trigger',
		name: 'calComTrigger',
		icon: { light: 'file:calCom.svg', dark: 'file:calCom.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts when a Cal.com connection ends, or platform users or clients change',
		defaults: { name: 'Cal.com Sessions Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Written out, and one shown at a time, as n8n's rules ask for.
		credentials: [
			{
				name: 'calComSessionsOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'calComSessionsApi',
				required: true,
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
			{
				name: 'calComSessionsPlatformUserApi',
				required: true,
				displayOptions: { show: { authentication: ['managedUser'] } },
			},
			{
				name: 'calComSessionsPlatformApi',
				required: true,
				displayOptions: { show: { authentication: ['platform'] } },
			},
		],
		properties: triggerFields(watched),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollService(this, watched);
	}
}
