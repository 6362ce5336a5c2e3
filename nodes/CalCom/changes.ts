import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readWords } from '../../oauth/lists';
import { inputProblem } from '../../oauth/problems';
import type { Input, Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';

/** A field that can be emptied, and what Cal.com takes for that. */
interface Clearable {
	readonly displayName: string;
	readonly name: string;
	readonly empty: Input;
}

const CLEAR = 'clear';
const CLEARED = { subject: 'The field "Fields to Clear"', hint: 'Nothing was sent.' };

/** The choice of what an update empties: to leave a field empty is no change. */
export const clearField = (clearable: readonly Clearable[], description: string): INodeProperties => ({
	displayName: 'Fields to Clear',
	name: CLEAR,
	type: 'multiOptions',
	options: clearable.map(({ displayName, name }) => ({ name: displayName, value: name })),
	default: [],
	description,
});

/**
 * What the collection "Update Fields" holds, as inputs. A field that is added and left empty is no change, since an
 * expression may turn out empty; what is to be emptied is chosen by {@link clearField}.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it holds nothing, or a field is to be
 * changed and emptied at once
 */
export function changesOf(
	context: ItemContext,
	inputsOf: (values: IDataObject) => Inputs,
	clearable: readonly Clearable[],
): Inputs {
	const { [CLEAR]: chosen, ...values } = context.collection('updateFields');
	const filledIn = Object.entries(values).filter(([, value]) => String(value ?? '').trim() !== '');
	const changes = inputsOf(Object.fromEntries(filledIn));
	const cleared = readWords(chosen, CLEARED).map((name) => clearedField(name, clearable, changes));
	if (Object.keys(changes).length + cleared.length > 0) return { ...changes, ...Object.fromEntries(cleared) };
	throw inputProblem(
		'There is nothing to update',
		'Add at least one field under "Update Fields" and fill it in, or choose one under "Fields to Clear". Nothing was sent.',
	);
}

function clearedField(name: string, clearable: readonly Clearable[], changes: Inputs): [string, Input] {
	const field = clearable.find((each) => each.name === name);
	if (!field) {
		throw inputProblem(
			'The field "Fields to Clear" names one that Cal.com cannot clear',
			`Choose among ${clearable.map((each) => each.name).join(', ')}. Nothing was sent.`,
		);
	}
	if (changes[name] === undefined) return [name, field.empty];
	throw inputProblem(
		`The field "${field.displayName}" is to be changed and cleared at once`,
		'Take it out of "Update Fields" or of "Fields to Clear". Nothing was sent.',
	);
}
