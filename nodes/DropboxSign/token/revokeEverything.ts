import { cannotBeRevoked } from '../../shared/operations/endings';
import { revokeEverything as operation } from '../../shared/operations/revokeEverything';
import { codeGrant } from '../access';

/**
 * Sends nothing, as Dropbox Sign has no endpoint for it (API document): each row comes back as `cannotBeRevoked`, with
 * what a person can do as its `reason`.
 */
export const revokeEverything = operation({
	...codeGrant,
	end: cannotBeRevoked(
		'Dropbox Sign has no endpoint that ends a session. The user can withdraw the access in the settings of their Dropbox Sign account; deleting the API app (Settings → API there, or API App: Delete here) ends the sessions of all its users. An access token ends by itself within a day.',
	),
});
