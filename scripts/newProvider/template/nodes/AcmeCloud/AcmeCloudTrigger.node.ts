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

/** Polls what `watched.ts` lists, as often as its _Poll Times_ say. */
export class AcmeCloudTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Acme Cloud Trigger',
		name: 'acmeCloudTrigger',
		icon: { light: 'file:acmeCloud.svg', dark: 'file:acmeCloud.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts when a connection to Acme Cloud ends or is back',
		defaults: { name: 'Acme Cloud Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'acmeCloudSessionsOAuth2Api', required: true }],
		properties: triggerFields(watched),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollService(this, watched);
	}
}
