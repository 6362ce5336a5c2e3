import type { Dialect } from '../../../oauth/dialect';
import { BoundedMap, keyOf } from '../../../oauth/memory';
import { inputProblem } from '../../../oauth/problems';
import { CONNECT_AGAIN } from './reasons';

/** The server that took a token, by token. */
const servers = new BoundedMap<string>(20_000);

/** To be told which server has taken a token. */
export function bindToServer(accessToken: string, url: string): void {
	const key = keyOf(accessToken);
	if (!servers.get(key)) servers.set(key, new URL(url).origin);
}

/** To be told which token came of which. */
export function bindLikeServerOf(renewed: string, spent: string): void {
	const known = servers.get(keyOf(spent));
	if (known) bindToServer(renewed, known);
}

/**
 * n8n keeps the tokens of an OAuth2 credential when its address is edited, and would send them there.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when another server has taken the token before
 */
export function refuseOtherServer({ provider }: Dialect, accessToken: string, url: string): void {
	const { origin } = new URL(url);
	const known = servers.get(keyOf(accessToken)) ?? origin;
	if (known === origin || known.replace(/^http:/, 'https:') === origin) return;
	throw inputProblem(
		`This ${provider} credential was connected to ${new URL(known).host} and is not sent to ${new URL(url).host}`,
		`Its address was changed, and it needs tokens of the other server. ${CONNECT_AGAIN} Nothing was sent.`,
	);
}
