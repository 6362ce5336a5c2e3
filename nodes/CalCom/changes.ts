import type { IDataObject } from 'n8n-workflow';
import { inputProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';

/**
 * What the collection "Update Fields" holds, as inputs. A field that is added and left empty is no change: Cal.com
 * cannot clear one, and an empty list of redirect URIs would lock out all users of a client.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it holds nothing
 */
export function changesOf(context: ItemContext, inputsOf: (values: IDataObject) => Inputs): Inputs {
	const filledIn = Object.entries(context.collection('updateFields')).filter(
		([, value]) => String(value ?? '').trim() !== '',
	);
	const changes = inputsOf(Object.fromEntries(filledIn));
	if (Object.keys(changes).length > 0) return changes;
	throw inputProblem(
		'There is nothing to update',
		'Add at least one field under "Update Fields" and fill it in. Nothing was sent.',
	);
}
