import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { alphabetically } from './alphabetical';

/** What an update can empty, by the name of the input that does it. */
export interface Clearable {
	readonly displayName: string;
	readonly name: string;
	/** What the provider takes for that. */
	readonly empty: IDataObject[string];
	/** The fields it stands for, where these are others than the one of its name. */
	readonly fields?: readonly string[];
}

/** The fields of an update operation. */
export interface Update {
	/** The collection "Update Fields". */
	readonly field: INodeProperties;
	/** Those within it that hold a new value. */
	readonly fields: readonly INodeProperties[];
	readonly clearable: readonly Clearable[];
}

/** The collection of new values, by the name under which workflows store it. */
export const UPDATE_FIELDS = 'updateFields';

/** The field that names what is to be emptied. */
export const CLEAR = 'clear';

/**
 * What an update changes: only the fields that the user adds. What is to be emptied takes a choice of its own, since an
 * expression may yield nothing by a slip.
 *
 * @param more optional fields that change nothing
 */
export const updateOf = (
	fields: readonly INodeProperties[],
	clearable: readonly Clearable[],
	{ description = 'What is to be empty afterwards', more = [] as readonly INodeProperties[] } = {},
): Update => ({
	field: {
		displayName: 'Update Fields',
		name: UPDATE_FIELDS,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [...fields, ...more, clearField(clearable, description)].sort(alphabetically('displayName')),
	},
	fields,
	clearable,
});

const clearField = (clearable: readonly Clearable[], description: string): INodeProperties => ({
	displayName: 'Fields to Clear',
	name: CLEAR,
	type: 'multiOptions',
	options: clearable.map(({ displayName, name }) => ({ name: displayName, value: name })),
	default: [],
	description,
});
