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
import { provider } from './provider';
import { searchSessions } from './tokenSessions';

export class PeerTube implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PeerTube',
		name: 'peerTube',
		icon: { light: 'file:peerTube.svg', dark: 'file:peerTube.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Sign people in to PeerTube, keep sessions',
		defaults: { name: 'PeerTube' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'peerTubeSessionsApi', required: true, displayOptions: { show: { actFor: ['credential'] } } },
			{
				name: 'peerTubeSessionsSealKeyApi',
				testedBy: 'testSealKeys',
				displayOptions: { hide: { actFor: ['credential'], operation: ['getOAuthClient'] } },
			},
		],
		properties: nodeProperties(provider),
		sensitiveOutputFields: [...tokenOutputSecrets, 'clientSecret'],
	};

	methods = {
		credentialTest: { testSealKeys: testSealKeys('PeerTube Seal Key') },
		listSearch: { sessions: searchSessions },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, provider);
	}
}
