import type { EndpointTemplate } from '../../oauth/dialect';

/** The same in both dialects: any token is tried on it, and so is an API key. */
export const probe: EndpointTemplate = {
	method: 'GET',
	url: '{baseUrl}/v2/me',
	headers: { authorization: 'Bearer {!accessToken?}' },
	effect: 'safe',
	purpose: 'read the current user',
};
