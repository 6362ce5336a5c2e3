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
import { searchUsers } from './managedUsers';
import { searchClients } from './oauthClients';
import { provider } from './provider';

/**
 * Stored workflows name it `calCom`. It is displayed as "Cal.com Sessions", since n8n has a trigger of its own that is
 * called Cal.com.
 */
export class CalCom implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cal.com Sessions',
		name: 'calCom',
		icon: { light: 'file:calCom.svg', dark: 'file:calCom.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage Cal.com tokens and platform users',
		defaults: { name: 'Cal.com Sessions' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Written out, and one shown at a time, as n8n's rules ask for; n8n goes by the first entry of a type.
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
		properties: nodeProperties(provider),
		sensitiveOutputFields: [
			...tokenOutputSecrets,
			'callbackUrl',
			'clientSecret',
			'code',
			'codeVerifier',
			'secret',
		],
	};

	methods = { listSearch: { managedUsers: searchUsers, oauthClients: searchClients } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, provider);
	}
}
