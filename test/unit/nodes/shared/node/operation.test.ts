import { valueOf } from '../../../../../nodes/shared/node/operation';

it.each([
	['Log In', 'logIn'],
	['Get OAuth Client', 'getOAuthClient'],
	['Get Authorization URL', 'getAuthorizationUrl'],
	['API App', 'apiApp'],
	['OAuth2 Token', 'oAuth2Token'],
	['User', 'user'],
])('%s has the value %s', (name, value) => {
	expect(valueOf(name)).toBe(value);
});
