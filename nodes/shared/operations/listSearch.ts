import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import { editorCaller } from '../node/callers';
import { ItemContext } from '../node/itemContext';
import type { SealSource } from '../node/itemSeals';

/** An entry of a list of the editor: what is shown, and what is stored. */
export interface Choice {
	readonly name: string;
	readonly value: string;
}

/** A list search out of a function that lists all there is to choose from; the filter looks at the names. */
export const searchOf = (
	dialect: Dialect,
	list: (context: ItemContext) => Promise<Choice[]>,
	sealSource?: SealSource,
) =>
	async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const choices = await list(new ItemContext(dialect, editorCaller(this), undefined, sealSource));
		const wanted = filter.toLowerCase();
		return { results: choices.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	};
