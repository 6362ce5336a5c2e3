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

/**
 * Stored workflows name it `fuseSign`. An OAuth2 credential or an API token; the operations on tokens take the client
 * of the OAuth2 credential, which need not be connected for them.
 */
export class FuseSign implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FuseSign',
		name: 'fuseSign',
		icon: { light: 'file:fuseSign.svg', dark: 'file:fuseSign.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage FuseSign sessions and their tokens',
		defaults: { name: 'FuseSign' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Written out, and one shown at a time, as n8n's rules ask for; n8n goes by the first entry of a type.
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
		properties: nodeProperties(provider),
		sensitiveOutputFields: [...tokenOutputSecrets, 'codeVerifier'],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, provider);
	}
}
