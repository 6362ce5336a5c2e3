import type { INodeProperties } from 'n8n-workflow';

interface Picker {
	readonly displayName: string;
	readonly name: string;
	readonly description: string;
	/** The node's list search, by its name in `methods.listSearch`. */
	readonly search: string;
	/** What IDs look like, as a regular expression and in words. */
	readonly id: { readonly placeholder: string; readonly regex: string; readonly errorMessage: string };
}

/** A resource locator: something to choose from a list, or to name by its ID. */
export const picker = ({ search, id, ...field }: Picker): INodeProperties => ({
	...field,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: search, searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: id.placeholder,
			validation: [
				{
					type: 'regex',
					properties: { regex: `^\\s*${id.regex}\\s*$`, errorMessage: id.errorMessage },
				},
			],
		},
	],
});
