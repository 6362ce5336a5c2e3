import { systemTime } from '../http/systemTime';
import type { IDataObject } from 'n8n-workflow';
import { secondsLeft, type TokenSet } from '../../../oauth/tokens';

/** Output fields that hold secrets, or may: nobody knows what a provider will add to an answer. */
export const tokenOutputSecrets = ['accessToken', 'refreshToken', 'extra', 'raw'];

/** A token set as an item: flat but for its scopes, with the seconds left as of now. */
export function tokenOutput(
	{ raw, extra, ...tokens }: TokenSet,
	{ includeRawAnswer: withRaw }: IDataObject,
): IDataObject {
	const now = systemTime.now();
	return {
		...tokens,
		...(tokens.expiresAt && { expiresInSeconds: secondsLeft(tokens.expiresAt, now) }),
		...(tokens.refreshTokenExpiresAt && {
			refreshTokenExpiresInSeconds: secondsLeft(tokens.refreshTokenExpiresAt, now),
		}),
		...(extra && { extra: extra as IDataObject }),
		...(withRaw === true && { raw: raw as IDataObject }),
	};
}
