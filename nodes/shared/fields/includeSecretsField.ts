import type { INodeProperties } from 'n8n-workflow';

/** A field of every operation whose answer holds secrets that it is not there to hand over. */
export const includeSecretsField: INodeProperties = {
	displayName: 'Include Secrets',
	name: 'includeSecrets',
	type: 'boolean',
	default: false,
	description:
		'Whether to return secrets as they are, and not just their last characters. n8n keeps what a node returns in its execution records.',
};
