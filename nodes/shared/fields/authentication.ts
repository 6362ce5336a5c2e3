import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const AUTHENTICATION = 'authentication';

/**
 * The way to sign in, for the resources that leave a choice. n8n's editor draws a field of this name within the choice
 * of a credential, and leaves out the fields that it is shown by; so it is hidden by resources, and shown by none.
 *
 * @param elsewhere the resources that leave none
 */
export const authenticationField = (
	options: INodePropertyOptions[],
	usual: string,
	elsewhere: readonly string[],
): INodeProperties => ({
	displayName: 'Authentication',
	name: AUTHENTICATION,
	type: 'options',
	noDataExpression: true,
	options,
	default: usual,
	displayOptions: { hide: { resource: [...elsewhere] } },
});

/** The only way to sign in, for all resources but those. */
export const onlyAuthentication = (only: string, elsewhere: readonly string[]): INodeProperties => ({
	displayName: 'Authentication',
	name: AUTHENTICATION,
	type: 'hidden',
	default: only,
	displayOptions: { hide: { resource: [...elsewhere] } },
});
