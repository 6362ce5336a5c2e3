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
import { searchApplications } from './applications';
import { searchAuthorizations } from './authorizations';
import { provider } from './provider';

/**
 * Stored workflows name it `fluxer`. Which credential it shows follows the resource; Public Application needs none, and
 * tokens that come in as fields at most seal keys.
 */
export class Fluxer implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Fluxer',
		name: 'fluxer',
		icon: { light: 'file:fluxer.svg', dark: 'file:fluxer.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage Fluxer applications, bots and tokens',
		defaults: { name: 'Fluxer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Written out, and one shown at a time, as n8n's rules ask for; n8n goes by the first entry of a type.
		credentials: [
			{
				name: 'fluxerSessionsOAuth2Api',
				required: true,
				displayOptions: { show: { resource: ['token', 'user'] }, hide: { actFor: ['fields'] } },
			},
			{
				name: 'fluxerSessionsSealKeyApi',
				testedBy: 'testSealKeys',
				displayOptions: { show: { resource: ['user'], actFor: ['fields'] } },
			},
			{
				name: 'fluxerSessionsBotApi',
				required: true,
				displayOptions: { show: { resource: ['bot'] } },
			},
			{
				name: 'fluxerSessionsUserApi',
				required: true,
				displayOptions: { show: { resource: ['application', 'authorization'] } },
			},
		],
		properties: nodeProperties(provider),
		sensitiveOutputFields: [
			...tokenOutputSecrets,
			'botToken',
			'clientSecret',
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
