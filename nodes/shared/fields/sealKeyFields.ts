import type { INodeProperties } from 'n8n-workflow';
import { notice } from './notice';

/** The field of a credential that holds the key which is sealed with; credentials are stored under this name. */
export const SEAL_KEY = 'sealKey';

/** The field of keys that open and do not seal any more. */
export const OLDER_SEAL_KEYS = 'olderSealKeys';

/** The keys that token sets are sealed with, of every credential that operations on tokens work with. */
export const sealKeyFields: INodeProperties[] = [
	{
		displayName: 'Seal Key',
		name: SEAL_KEY,
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. what "openssl rand -base64 32" prints',
		description:
			'With it, operations put out sealedTokens in place of the tokens that they obtain, and take such in their fields. A key is 32 bytes by chance, such as "openssl rand -base64 32" makes: keep a copy, since without it nobody opens what is sealed.',
	},
	{
		displayName: 'Older Seal Keys',
		name: OLDER_SEAL_KEYS,
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. the key before this one',
		description:
			'Keys that still open what was sealed with them, separated by commas, until Re-Seal has gone through all rows',
	},
];

/** Where a credential that holds nothing but seal keys is offered: n8n shows it first, as if it were needed. */
export const sealKeyIsOptional = (displayOptions: INodeProperties['displayOptions']): INodeProperties => ({
	...notice(
		'sealKeyIsOptional',
		'The seal key above is optional: choose one only if tokens are stored sealed.',
	),
	displayOptions,
});
