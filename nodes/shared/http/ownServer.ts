import type { Dialect } from '../../../oauth/dialect';
import { BoundedMap, keyOf } from '../../../oauth/memory';
import { inputProblem } from '../../../oauth/problems';

const servers = new BoundedMap<string>(1000);

/**
 * n8n keeps the tokens of an OAuth2 credential when its address is edited, and would send them there.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when this process has sent the token elsewhere before
 */
export function refuseOtherServer({ provider }: Dialect, accessToken: string, url: string): void {
	const { origin, host } = new URL(url);
	const key = keyOf(accessToken);
	const known = servers.get(key) ?? origin;
	servers.set(key, known);
	if (known === origin) return;
	throw inputProblem(
		`This ${provider} credential was connected to ${new URL(known).host} and is not sent to ${host}`,
		'Its address was changed: open the credential and click Connect, so that it gets tokens of the other server. Nothing was sent.',
	);
}
