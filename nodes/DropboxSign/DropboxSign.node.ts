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
import { searchApiApps } from './apps';
import { provider } from './provider';

/**
 * Stored workflows name it `dropboxSign`. An OAuth2 credential, an API key or, for the operations on tokens, the client
 * of the OAuth2 credential alone, which then need not be connected.
 */
export class DropboxSign implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dropbox Sign',
		name: 'dropboxSign',
		icon: { light: 'file:dropboxSign.svg', dark: 'file:dropboxSign.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage Dropbox Sign API apps and tokens',
		defaults: { name: 'Dropbox Sign' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Written out, and one shown at a time, as n8n's rules ask for; n8n goes by the first entry of a type.
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
		properties: nodeProperties(provider),
		sensitiveOutputFields: [...tokenOutputSecrets, 'oauth.secret'],
	};

	methods = { listSearch: { apiApps: searchApiApps } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, provider);
	}
}
