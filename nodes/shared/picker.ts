import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import type { Dialect } from '../../oauth/dialect';
import { editorHost } from './hosts';
import { ItemContext } from './itemContext';

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

export interface Choice {
	readonly name: string;
	readonly value: string;
}

/** A list search out of a function that lists all there is to choose from; the filter looks at the names. */
export const searchOf = (dialect: Dialect, list: (context: ItemContext) => Promise<Choice[]>) =>
	async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const choices = await list(new ItemContext(dialect, editorHost(this)));
		const wanted = filter.toLowerCase();
		return { results: choices.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	};
