import type { Limit } from '../limits';

/** What older versions of n8n make impossible. */
export const limits: Limit[] = [
	{
		since: '2.1.0',
		until: '2.28.6',
		rows: /^(?!offered|says what|Ensure Fresh|Refresh:|Exchange Code)/,
		of: /fluxerSessionsOAuth2Api/,
		why: "n8n 2.1 to 2.28.5 connects with a state longer than the 256 characters that Fluxer takes, so that a Fluxer OAuth2 credential cannot be connected there; as the client of other people's tokens, and with the other credentials, Fluxer works",
	},
	{
		until: '2.0.0',
		rows: /^another host$/,
		of: /^oAuth2 http/,
		why: 'n8n 1.123 does not look at the allowed domains of predefined credentials in the HTTP Request node, and asks no OAuth2 credential; all others refuse by themselves',
	},
	{
		until: '2.0.0',
		rows: /HTTP Request 4\.4$/,
		of: /./,
		why: 'n8n 1.123 has no HTTP Request node 4.4',
	},
	{
		since: '2.0.0',
		until: '2.14.0',
		rows: /^redirected to another host, HTTP Request 4\.2/,
		of: /^oAuth2 http/,
		why: 'Before n8n 2.14 the HTTP Request node of versions up to 4.2 brings the token of an OAuth2 credential along when the service redirects it to another host, and no credential is asked; switch Redirects off in its options there',
	},
	{
		until: '2.30.0',
		rows: /^three people take turns/,
		of: /^(fixed|session) http/,
		why: 'Older n8n computes the allowed domains out of the text of an expression in the address of the credential, and not out of its value, so that the HTTP Request node refuses such a credential',
	},
	{
		until: '2.30.0',
		rows: /^(n8n restarted, then expired|100 items after|five executions|ended early|eight executions .* after expiry|the next execution)/,
		of: /^oAuth2 http/,
		why: 'n8n before 2.30 has no lock for the refresh of an OAuth2 credential: after an expiry the items and executions of the HTTP Request node refresh side by side, and where the service takes each refresh token once, the connection ends. Two ways around were tried there: a node of this package before it (40 of 40 items), or its option Batching with one item every 500 ms (20 of 20)',
	},
	{
		until: '2.30.0',
		rows: /^(eight executions .* after expiry|the next execution)/,
		of: /^oAuth2 node/,
		why: 'n8n before 2.30 has no lock for the refresh of an OAuth2 credential between workers either: two that refresh at the same moment send the same refresh token, and a service that ends a session for that ends the connection. Within one process our node refreshes once',
	},
	{
		until: '2.33.2',
		rows: /^(n8n restarted, then expired|stored before used|eight executions .* after expiry|the next execution)/,
		of: /^oAuth2 node/,
		why: 'n8n before 2.33.2 notes no time of expiry, so that in a process that did not obtain a token the first requests find out that it is over',
	},
	{
		until: '2.34.6',
		rows: /^(instance changed in|secret changed)/,
		of: /^session http/,
		why: 'n8n before 2.34.6 stores a renewed credential with values in place of its expressions, so that it is given nothing to store as long as nobody has tested the credential since it was edited, as saving it in the editor does; what is under way then fails once in the HTTP Request node',
	},
	{
		until: '2.34.6',
		rows: /^two credentials on one account, neither/,
		of: /^session http/,
		why: 'Before n8n 2.34.6 the HTTP Request node stores nothing of a session credential that nobody has tested; two of those with the very same content share one session, and neither fails',
	},
];
