import type { INodeProperties } from 'n8n-workflow';
import { optionsOf } from './requestOptions';

/**
 * An option of every operation whose answer holds secrets that it is not there to hand over. It takes no expression,
 * so that it is a person who switches it on, and no model that calls the node as a tool.
 */
export const includeSecretsField: INodeProperties = {
	displayName: 'Include Secrets',
	name: 'includeSecrets',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to return secrets as they are, and not just their last characters. n8n keeps what a node returns in its execution records.',
};

/** The box of options of an operation that has no other option. */
export const secretsOption = optionsOf([includeSecretsField]);
