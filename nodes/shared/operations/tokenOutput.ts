import { SECRET_COLUMNS } from '../node/itemSeals';
import { systemTime } from '../http/systemTime';
import type { IDataObject } from 'n8n-workflow';
import { secondsLeft, type TokenSet } from '../../../oauth/tokens';

/** Output fields that hold secrets, or may: nobody knows what a provider will add to an answer. */
export const tokenOutputSecrets = [...SECRET_COLUMNS];

/**
 * A token set as an item that a table can hold: text and numbers, with the seconds left as of now. Lists become words,
 * and objects JSON text.
 */
export function tokenOutput(
	{ raw, extra, ...tokens }: TokenSet,
	{ includeRawAnswer: withRaw }: IDataObject,
): IDataObject {
	const now = systemTime.now();
	return {
		...tokens,
		scopes: tokens.scopes.join(' '),
		...(tokens.expiresAt && { expiresInSeconds: secondsLeft(tokens.expiresAt, now) }),
		...(tokens.refreshTokenExpiresAt && {
			refreshTokenExpiresInSeconds: secondsLeft(tokens.refreshTokenExpiresAt, now),
		}),
		...(extra && { extra: JSON.stringify(extra) }),
		...(withRaw === true && { raw: JSON.stringify(raw) }),
	};
}
