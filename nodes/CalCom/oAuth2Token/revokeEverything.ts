import { cannotBeRevoked } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { codeGrant } from '../access';

/**
 * Sends nothing, as Cal.com has no endpoint for it: each row comes back as `cannotBeRevoked`, with what a person can do
 * as its `reason`.
 */
export const revokeEverything = operation({
	...codeGrant,
	end: cannotBeRevoked(
		'Cal.com has no endpoint that ends an OAuth2 session. Whoever registered the OAuth client can delete it at Cal.com (Settings → Developer), which ends the sessions of all its users. An access token ends by itself within half an hour, and a refresh token that nobody uses within 30 days.',
	),
});
