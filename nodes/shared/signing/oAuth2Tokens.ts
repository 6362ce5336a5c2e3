import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import { isRecord } from '../../../oauth/json';
import { dueAt, type Lifetime } from '../../../oauth/lifetimes';
import { BoundedMap, keyOf } from '../../../oauth/memory';
import { TokenKeeper } from '../../../oauth/tokenKeeper';
import { instant } from '../../../oauth/tokens';
import { notConnected } from '../http/failures';
import { systemTime } from '../http/systemTime';
import type { Tokens } from '../../../oauth/tokenSource';

/** The tokens of a connected OAuth2 credential, in what n8n read of it. */
export interface OAuth2Tokens extends Tokens {
	readonly data: ICredentialDataDecryptedObject;
}

/** The OAuth2 tokens of all credentials in this process. n8n stores and refreshes them; this says when. */
export const oAuth2Tokens = new TokenKeeper<OAuth2Tokens>(() => systemTime.now());

const firstSeen = new BoundedMap<number>(20_000);
const obtained = new BoundedMap<true>(20_000);

/** To be told which token has just been obtained: when its life began is known then. */
export function noteObtained({ accessToken }: OAuth2Tokens): void {
	obtained.set(keyOf(accessToken), true);
}

/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when nobody has clicked Connect yet */
export function tokensIn(dialect: Dialect, data: ICredentialDataDecryptedObject): OAuth2Tokens {
	const { oauthTokenData: tokens } = data;
	// n8n itself tells for one of its grant types only.
	if (!isRecord(tokens) || !tokens.access_token) throw notConnected(dialect);
	const accessToken = String(tokens.access_token);
	return { accessToken, dueAt: dueAt(lifetime(dialect, accessToken, tokens as IDataObject)), data };
}

/**
 * n8n notes the time of expiry from 2.33 on, but only where the lifetime is in seconds; and never when it obtained a
 * token. Where it does not, a token's life begins when this process first sees it: at the latest a refusal shows that
 * it had begun before.
 */
function lifetime(dialect: Dialect, accessToken: string, tokens: IDataObject): Lifetime {
	const key = keyOf(accessToken);
	const seen = firstSeen.get(key) ?? systemTime.now();
	firstSeen.set(key, seen);
	const form = dialect.tokens.lifetime;
	const noted = Number(tokens.n8n_expires_at);
	if (form === 'seconds' && Number.isFinite(noted)) {
		return { obtainedAt: noted - Number(tokens.expires_in) * 1000, expiresAt: noted };
	}
	const told = instant(form, tokens.expires_in, seen);
	const expiresAt = told === undefined ? Infinity : Date.parse(told);
	// One that this process did not obtain and first sees when it is over is old, and not just obtained.
	const isOld = expiresAt <= seen && !obtained.get(key);
	return { obtainedAt: isOld ? 0 : seen, expiresAt };
}
