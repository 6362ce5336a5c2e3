import type { INodeProperties } from 'n8n-workflow';

/** Of every operation that takes or returns tokens. */
export const ownerField: INodeProperties = {
	displayName: 'Owner',
	name: 'owner',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.owner }}',
	description:
		'Needed with a seal key only: whose tokens these are, such as your own ID of the user. What is sealed opens for the same owner alone.',
};

/** Where a stored row is worked on, which may name its owner itself. */
export const ownerOfRowField: INodeProperties = {
	...ownerField,
	description: `${ownerField.description} Leave it empty for what the row has in a column called owner.`,
};
