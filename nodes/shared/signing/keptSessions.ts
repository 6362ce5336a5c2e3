import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { isRecord, parseJson } from '../../../oauth/json';
import { sessionOf, type Session } from '../../../oauth/sessions';
import { TokenKeeper } from '../../../oauth/tokenKeeper';
import type { TokenSet } from '../../../oauth/tokens';
import { systemTime } from '../http/systemTime';
import type { Stored } from '../../../oauth/tokenSource';

/** The sessions of all accounts in this process, for the credential classes and for the nodes alike. */
export const keptSessions = new TokenKeeper<Session>(() => systemTime.now());

/** What a credential has stored for an account; several accounts share the place when its fields are expressions. */
export function storedSession(
	{ session, accessToken }: ICredentialDataDecryptedObject,
	fingerprint: string,
): Stored<Session> {
	const kept = typeof session === 'string' ? parseJson(session) : undefined;
	if (!isRecord(kept) || !isRecord(kept.tokens) || typeof accessToken !== 'string' || accessToken === '') {
		return {};
	}
	if (kept.fingerprint !== fingerprint) return { isOfAnother: true };
	return { tokens: sessionOf(fingerprint, { ...kept.tokens, accessToken } as unknown as TokenSet) };
}

/** What `preAuthentication` gives n8n to store. Without an access token n8n leaves everything as it is. */
export type StoredFields = Partial<Record<'accessToken' | 'session' | 'allowedDomains', string>>;

/** A session as its credential stores it: the access token for itself, all else as JSON text. */
export function fieldsOf({ fingerprint, tokens: { accessToken, ...tokens } }: Session): StoredFields {
	return { accessToken, session: JSON.stringify({ fingerprint, tokens }) };
}
