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

/**
 * Stored workflows name it `peerTube`. Of the two credentials at most one is shown: the account or, for tokens that
 * come in as fields, one that holds nothing but seal keys and may be left out.
 */
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
