import type { IDataObject } from 'n8n-workflow';
import type { TokenSet } from '../../../oauth/tokens';
import type { ItemContext } from '../node/itemContext';
import { SECRET_COLUMNS } from '../node/itemSeals';
import { without } from './columns';
import { sealedRow } from './sealedRow';
import { tokenOutput } from './tokenOutput';

/** A token set as an item, its secrets sealed where the item's credential has a seal key. */
export async function tokenItem(context: ItemContext, tokens: TokenSet): Promise<IDataObject> {
	const plain = tokenOutput(tokens, context.options());
	if (!(await context.seals.keys())) return plain;
	return { owner: context.seals.owner(), ...without(await sealedRow(context, plain), SECRET_COLUMNS) };
}
