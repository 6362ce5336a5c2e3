import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { nodeProperties } from '../shared/node/describe';
import { runItems } from '../shared/node/runItems';
import { tokenOutputSecrets } from '../shared/operations/tokenOutput';
import { provider } from './provider';

/** The node with all operations of Acme Cloud; what they are is in `provider.ts`. */
export class AcmeCloud implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Acme Cloud',
		name: 'acmeCloud',
		icon: { light: 'file:acmeCloud.svg', dark: 'file:acmeCloud.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Keep sessions and tokens of users fresh',
		defaults: { name: 'Acme Cloud' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'acmeCloudSessionsOAuth2Api',
				required: true,
			},
		],
		properties: nodeProperties(provider),
		sensitiveOutputFields: [...tokenOutputSecrets, 'codeVerifier'],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, provider);
	}
}
