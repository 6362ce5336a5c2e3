import type { INodeProperties } from 'n8n-workflow';
import { inputProblem } from '../../oauth/problems';
import type { ItemContext } from '../shared/node/itemContext';
import { Parameters } from '../shared/node/parameters';

/** What an update changes: only the fields that the user adds. */
export const updateFields = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options,
});

/** The values of the fields that were added, and whether one was. */
export class Changes extends Parameters {
	constructor(private readonly values: Readonly<Record<string, unknown>>) {
		super((name) => values[name]);
	}

	has(name: string): boolean {
		return this.values[name] !== undefined;
	}

	/** A field's text, null where it was added and left empty, which takes away what is there. */
	clearable(name: string): string | null | undefined {
		return this.has(name) ? this.text(name) || null : undefined;
	}
}

/**
 * A list that was added and left empty is no change: too much hangs on it to be taken away by a slip.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when nothing is to be changed
 */
export function changesOf(context: ItemContext): Changes {
	const changes = Object.entries(context.collection('updateFields')).filter(
		([, value]) => !isEmptyList(value),
	);
	if (changes.length > 0) return new Changes(Object.fromEntries(changes));
	throw inputProblem(
		'There is nothing to update',
		'Add at least one field under "Update Fields". Nothing was sent.',
	);
}

const isEmptyList = (value: unknown) =>
	Array.isArray(value) && value.every((element) => String(element ?? '').trim() === '');
