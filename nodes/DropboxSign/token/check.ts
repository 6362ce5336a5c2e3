import { askByReading, checkSession } from '../../shared/operations/check';
import { isAccountAnswer } from '../account/get';
import { codeGrant, CONNECTED_TYPE } from '../access';
import { oAuth2 } from '../signIns';

/**
 * `GET /account` with the stored access token. A 403 is `alive`: the token is taken, and lacks the scope to read the
 * account. One that is refused before its time is `unknown`, since a refresh elsewhere may have ended it and left the
 * refresh token good.
 */
export const check = checkSession({
	...codeGrant,
	// The API is at another host than the tokens.
	inputsOf: async (context) => ({
		...(await codeGrant.inputsOf(context)),
		...oAuth2.serverOf(await context.credentials(CONNECTED_TYPE)),
	}),
	// An answer to a refresh may repeat the refresh token, or leave it out.
	refreshKeepsToken: true,
	endpoint: 'probe',
	ask: askByReading('probe', isAccountAnswer),
});
