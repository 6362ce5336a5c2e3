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
import { API_KEY, API_KEY_TYPE, CONNECTED, CONNECTED_TYPE } from './access';
import { searchApiApps } from './apps';
import { provider } from './provider';

export class DropboxSign implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dropbox Sign',
		name: 'dropboxSign',
		icon: { light: 'file:dropboxSign.svg', dark: 'file:dropboxSign.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Ask users of Dropbox Sign for consent, keep their tokens, and manage API apps. Exchange Code, Refresh and Ensure Fresh return tokens that give access to an account, Create returns the secret of an app.',
		defaults: { name: 'Dropbox Sign' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: CONNECTED_TYPE, required: true, displayOptions: { hide: { authentication: [API_KEY] } } },
			{
				name: API_KEY_TYPE,
				required: true,
				displayOptions: { show: { resource: ['account', 'apiApp'] }, hide: { authentication: [CONNECTED] } },
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
