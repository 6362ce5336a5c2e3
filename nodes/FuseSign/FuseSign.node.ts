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
import { API_TOKEN, API_TOKEN_TYPE, CONNECTED, CONNECTED_TYPE } from './access';
import { provider } from './provider';

export class FuseSign implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FuseSign',
		name: 'fuseSign',
		icon: { light: 'file:fuseSign.svg', dark: 'file:fuseSign.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Ask users of FuseSign for consent, and keep and end their tokens. Exchange Code, Refresh and Ensure Fresh return tokens that give access to an account.',
		defaults: { name: 'FuseSign' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: CONNECTED_TYPE, required: true, displayOptions: { hide: { authentication: [API_TOKEN] } } },
			{
				name: API_TOKEN_TYPE,
				required: true,
				displayOptions: { show: { resource: ['tenant'] }, hide: { authentication: [CONNECTED] } },
			},
		],
		properties: nodeProperties(provider),
		sensitiveOutputFields: [...tokenOutputSecrets, 'codeVerifier'],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, provider);
	}
}
