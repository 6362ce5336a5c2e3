import type { INodeProperties } from 'n8n-workflow';
import { inputProblem } from '../../oauth/problems';
import { alphabetically } from '../shared/fields/alphabetical';
import type { ItemContext } from '../shared/node/itemContext';
import { Parameters } from '../shared/node/parameters';

/**
 * What an update changes: only the fields that the user adds.
 *
 * @param clearable those that can be emptied, which takes a choice of its own: an expression may yield nothing by a slip
 */
export const updateFields = (fields: INodeProperties[], clearable: INodeProperties[]): INodeProperties => ({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [...fields, ...clearable, clearField(clearable)].sort(alphabetically('displayName')),
});

const clearField = (clearable: INodeProperties[]): INodeProperties => ({
	displayName: 'Fields to Clear',
	name: CLEAR,
	type: 'multiOptions',
	options: clearable.map(({ displayName, name }) => ({ name: displayName, value: name })),
	default: [],
	description: 'What is to be empty afterwards',
});

const CLEAR = 'clear';

/** The values of the fields that were added, and whether one was. */
export class Changes extends Parameters {
	constructor(private readonly values: Readonly<Record<string, unknown>>) {
		super((name) => values[name]);
	}

	/** An expression that yields nothing adds its field all the same: it is to be missed, and not left out. */
	has(name: string): boolean {
		return Object.hasOwn(this.values, name);
	}

	/**
	 * Whether what a field changes is to be empty afterwards.
	 *
	 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the field has a value as well, or was added and is empty
	 */
	isCleared(name: string, title: string): boolean {
		const isChosen = this.choices(CLEAR).includes(name);
		if (isChosen && this.has(name)) {
			throw inputProblem(
				`The field "${title}" is to be changed and to be cleared`,
				'Take it out of "Update Fields" or of "Fields to Clear". Nothing was sent.',
			);
		}
		if (!isChosen && this.has(name) && isEmpty(this.parameter(name))) {
			throw inputProblem(
				`The field "${title}" is empty`,
				'Fill it in; if it holds an expression, check that it yields a value for this item. To take away what is there, choose it under "Fields to Clear". Nothing was sent.',
			);
		}
		return isChosen;
	}

	/** A field's new text, null where it is to be cleared, undefined where it stays as it is. */
	clearable(name: string, title: string): string | null | undefined {
		if (this.isCleared(name, title)) return null;
		return this.has(name) ? this.text(name) : undefined;
	}
}

/**
 * A list that was added and left empty is no change: too much hangs on it to be taken away by a slip.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when nothing is to be changed, or something is
 * to be cleared that cannot be
 */
export function changesOf(context: ItemContext, clearable: readonly INodeProperties[]): Changes {
	const added = Object.entries(context.collection('updateFields')).filter(([, value]) => !isEmptyList(value));
	const changes = new Changes(Object.fromEntries(added));
	const names = clearable.map(({ name }) => name);
	if (!changes.choices(CLEAR).every((name) => names.includes(name))) {
		throw inputProblem(
			'The field "Fields to Clear" names one that cannot be cleared',
			`There are ${names.join(', ')}. Nothing was sent.`,
		);
	}
	if (added.length > 0) return changes;
	throw inputProblem(
		'There is nothing to update',
		'Add at least one field under "Update Fields", or choose one under "Fields to Clear". Nothing was sent.',
	);
}

const isEmpty = (value: unknown) => String(value ?? '').trim() === '';
const isEmptyList = (value: unknown) => Array.isArray(value) && value.every(isEmpty);
