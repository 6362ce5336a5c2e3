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
import {
	API_KEY,
	API_KEY_TYPE,
	CLIENT_AUTHENTICATION,
	CLIENT_RESOURCE,
	MANAGED_USER,
	MANAGED_USER_TYPE,
	OAUTH2,
	OAUTH2_TYPE,
	PLATFORM,
	PLATFORM_TYPE,
	USER_RESOURCES,
} from './access';
import { searchUsers } from './managedUsers';
import { searchClients } from './oauthClients';
import { provider } from './provider';

export class CalCom implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cal.com',
		name: 'calCom',
		icon: { light: 'file:calCom.svg', dark: 'file:calCom.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Manage tokens, clients and managed users of Cal.com. Authorize, Exchange Code, Refresh, Force Refresh, Ensure Fresh and Create return codes, tokens or secrets that give access to accounts.',
		defaults: { name: 'Cal.com' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: API_KEY_TYPE,
				required: true,
				displayOptions: {
					show: { resource: [CLIENT_RESOURCE, ...USER_RESOURCES] },
					hide: { authentication: [MANAGED_USER, OAUTH2], [CLIENT_AUTHENTICATION]: [PLATFORM] },
				},
			},
			{
				name: OAUTH2_TYPE,
				required: true,
				displayOptions: {
					show: { resource: ['oAuth2Token', ...USER_RESOURCES] },
					hide: { authentication: [API_KEY, MANAGED_USER] },
				},
			},
			{
				name: PLATFORM_TYPE,
				required: true,
				displayOptions: {
					hide: { resource: ['oAuth2Token', ...USER_RESOURCES], [CLIENT_AUTHENTICATION]: [API_KEY] },
				},
			},
			{
				name: MANAGED_USER_TYPE,
				required: true,
				displayOptions: { show: { resource: USER_RESOURCES }, hide: { authentication: [API_KEY, OAUTH2] } },
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
