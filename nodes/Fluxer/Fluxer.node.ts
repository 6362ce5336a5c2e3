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
import { testSealKeys } from '../shared/signing/sealKeys';
import { BOT_TYPE, CONNECTED_TYPE, FIELDS, SESSION_TYPE } from './access';
import { searchApplications } from './applications';
import { searchAuthorizations } from './authorizations';
import { provider } from './provider';

export class Fluxer implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Fluxer',
		name: 'fluxer',
		icon: { light: 'file:fluxer.svg', dark: 'file:fluxer.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Manage applications and bots at Fluxer, and the consents and tokens of their users. Create, both resets, Grant Consent, Exchange Code, Refresh and Ensure Fresh return secrets that give access.',
		defaults: { name: 'Fluxer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: CONNECTED_TYPE,
				required: true,
				displayOptions: { show: { resource: ['token', 'user'] }, hide: { actFor: [FIELDS] } },
			},
			{
				name: 'fluxerSealKeyApi',
				testedBy: 'testSealKeys',
				displayOptions: { show: { resource: ['user'], actFor: ['fields'] } },
			},
			{
				name: BOT_TYPE,
				required: true,
				displayOptions: { show: { resource: ['bot'], operation: ['getApplication'] } },
			},
			{
				name: SESSION_TYPE,
				required: true,
				displayOptions: {
					show: { resource: ['application', 'authorization', 'bot'] },
					hide: { operation: ['getApplication', 'getPublic'] },
				},
			},
		],
		properties: nodeProperties(provider),
		sensitiveOutputFields: [
			...tokenOutputSecrets,
			'codeVerifier',
			'client_secret',
			'token',
			'bot.token',
			'code',
			'redirect_to',
		],
	};

	methods = {
		credentialTest: { testSealKeys: testSealKeys('Fluxer Seal Key') },
		listSearch: { applications: searchApplications, authorizations: searchAuthorizations },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, provider);
	}
}
