import type { IDataObject } from 'n8n-workflow';
import { inputProblem } from '../../oauth/problems';
import type { ItemContext } from '../shared/itemContext';

/**
 * What the collection "Update Fields" holds. An empty text is no change: Cal.com cannot clear a field.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it holds nothing
 */
export function changesOf(context: ItemContext): IDataObject {
	const changes = context.collection('updateFields');
	if (Object.values(changes).some((value) => value !== undefined && value !== '')) return changes;
	throw inputProblem(
		'There is nothing to update',
		'Add at least one field under "Update Fields" and fill it in. Nothing was sent.',
	);
}
