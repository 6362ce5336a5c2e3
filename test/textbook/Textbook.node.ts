import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { nodeProperties } from '../../nodes/shared/node/describe';
import type { ProviderNode } from '../../nodes/shared/node/operation';
import { runItems } from '../../nodes/shared/node/runItems';
import { tokenOutputSecrets } from '../../nodes/shared/operations/tokenOutput';
import { CONNECTED_TYPE, getCurrentUser, tokenOperations } from './operations';
import { textbook, textbookInBody } from './textbook.dialect';

const provider: ProviderNode = {
	dialect: textbook,
	resources: [
		{ name: 'Token', operations: tokenOperations },
		{ name: 'Token In Body', operations: tokenOperations, dialect: textbookInBody },
		{ name: 'User', operations: [getCurrentUser] },
	],
};

/** A sixth provider, made of what the others are made of. */
export class Textbook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Textbook',
		name: 'textbook',
		group: ['transform'],
		version: 1,
		description: 'Ask users for consent, and keep and end their tokens',
		defaults: { name: 'Textbook' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CONNECTED_TYPE, required: true }],
		properties: nodeProperties(provider),
		sensitiveOutputFields: [...tokenOutputSecrets, 'codeVerifier'],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, provider);
	}
}
