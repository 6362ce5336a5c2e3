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

/** Stored workflows name it `dropboxSignTrigger`. It polls with either credential, a connected one or an API key. */
export class DropboxSignTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dropbox Sign Trigger',
		name: 'dropboxSignTrigger',
		icon: { light: 'file:dropboxSign.svg', dark: 'file:dropboxSign.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts when a Dropbox Sign connection ends, or an API app comes or changes',
		defaults: { name: 'Dropbox Sign Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Written out, and one shown at a time, as n8n's rules ask for.
		credentials: [
			{
				name: 'dropboxSignSessionsOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'dropboxSignSessionsApi',
				required: true,
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
		],
		properties: triggerFields(watched),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollService(this, watched);
	}
}
