import type { INodeProperties } from 'n8n-workflow';
import { WHOLE_ITEM } from './partOfItem';

/** A stored token set, as a token operation has returned it. */
export const tokenSetField: INodeProperties = {
	displayName: 'Token Set',
	name: 'tokenSet',
	type: 'json',
	required: true,
	default: WHOLE_ITEM,
	description:
		'A stored session with accessToken, refreshToken and expiresAt, such as a row of a Data Table. The same columns are returned, with tokens that last; its own are kept.',
};

/** The fields of Ensure Fresh: the token set, and how many minutes it has to last. */
export const ensureFreshFields: INodeProperties[] = [
	tokenSetField,
	{
		displayName: 'Minutes Left',
		name: 'minutesLeft',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'Refresh when the access token expires within so many minutes',
	},
	{
		displayName: 'Return Dead Sessions',
		name: 'returnDeadSessions',
		type: 'boolean',
		default: false,
		description:
			'Whether a session that cannot be refreshed any more is returned with status "reconnectRequired" and a reason, instead of an error',
	},
	{
		displayName: 'Include Status',
		name: 'includeStatus',
		type: 'boolean',
		default: false,
		description:
			'Whether to return a status ("fresh" or "refreshed") and a reason also where the token set has no columns called so',
	},
];
