import type { IDataObject } from 'n8n-workflow';
import { isRecord, parseJson } from '../../../oauth/json';
import { readWords } from '../../../oauth/lists';
import { inputProblem } from '../../../oauth/problems';
import type { Input, Inputs } from '../../../oauth/requests';
import { CLEAR, UPDATE_FIELDS, type Clearable, type Update } from '../fields/updateFields';
import type { Parameters } from './parameters';

/**
 * The inputs of an update. A list that was added and left empty is no change, and any other field is refused then: an
 * expression may have yielded nothing by a slip.
 *
 * @param inputsOf reads the fields that were added, each filled in
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when a field is empty, or to be changed and
 * cleared at once, or cannot be cleared, or when nothing is to be changed
 */
export function changesOf(
	context: Parameters,
	update: Update,
	inputsOf: (values: IDataObject) => Inputs,
): Inputs {
	const { [CLEAR]: chosen, ...given } = context.collection(UPDATE_FIELDS);
	const added = Object.entries(given).filter(
		([name, value]) => fieldNamed(name, update) !== undefined && !isEmptyList(value),
	);
	for (const [name, value] of added) if (isEmpty(name, value, update)) throw emptyField(name, update);
	const values = Object.fromEntries(added);
	const cleared = readWords(chosen, CLEARED).map((name) => clearedInput(name, values, update));
	const changes = Object.entries(inputsOf(values)).filter(([, input]) => input !== undefined);
	for (const [name, input] of changes) if (isEmptyList(input)) throw emptyField(name, update);
	if (changes.length + cleared.length > 0) return Object.fromEntries([...changes, ...cleared]);
	throw inputProblem(
		'There is nothing to update',
		'Add at least one field under "Update Fields" and fill it in, or choose one under "Fields to Clear". Nothing was sent.',
	);
}

const CLEARED = { subject: 'The field "Fields to Clear"', hint: 'Nothing was sent.' };

function clearedInput(name: string, values: IDataObject, update: Update): [string, Input] {
	const cleared = update.clearable.find((each) => each.name === name);
	if (!cleared) {
		throw inputProblem(
			'The field "Fields to Clear" names one that cannot be cleared',
			`There are ${update.clearable.map((each) => each.name).join(', ')}. Nothing was sent.`,
		);
	}
	const changed = fieldsOf(cleared).find((field) => field in values);
	if (changed === undefined) return [name, cleared.empty as Input];
	throw inputProblem(
		`The field "${titleOf(changed, update)}" is to be changed and cleared at once`,
		'Take it out of "Update Fields" or of "Fields to Clear". Nothing was sent.',
	);
}

function emptyField(name: string, update: Update) {
	const cleared = update.clearable.find((each) => fieldsOf(each).includes(name));
	const choice = cleared
		? ` To empty it, take it out and choose "${cleared.displayName}" under "Fields to Clear".`
		: ' To leave it as it is, take it out.';
	return inputProblem(
		`The field "${titleOf(name, update)}" is empty`,
		`Fill it in; if it holds an expression, check that it yields a value for this item.${choice} Nothing was sent.`,
	);
}

const fieldsOf = ({ name, fields = [name] }: Clearable) => fields;

const fieldNamed = (name: string, { fields }: Update) => fields.find((field) => field.name === name);

const titleOf = (name: string, update: Update) => fieldNamed(name, update)?.displayName ?? name;

/** An object without anything in it is what the editor puts into a field for JSON. */
function isEmpty(name: string, value: unknown, update: Update): boolean {
	const isJson = fieldNamed(name, update)?.type === 'json' && typeof value === 'string';
	const held = isJson ? (parseJson(value) ?? value) : value;
	return isRecord(held) ? Object.keys(held).length === 0 : isBlank(value);
}

const isBlank = (value: unknown) => String(value ?? '').trim() === '';
const isEmptyList = (value: unknown) => Array.isArray(value) && value.every(isBlank);
