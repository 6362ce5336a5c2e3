import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/*
 * An authorization server that others have written and the OpenID Foundation has certified, for whoever forks this
 * process. It obeys messages: `{now}` sets its clock, `{clients}` opens it for these clients; both are answered.
 */

let now = Date.now();
Date.now = () => now;

const DAY = 86_400;

const configurationFor = (clients) => ({
	clients,
	clockTolerance: 0,
	scopes: ['openid', 'read', 'write', 'admin'],
	pkce: { required: () => true, methods: ['S256'] },
	features: {
		introspection: { enabled: true },
		revocation: { enabled: true },
		rpInitiatedLogout: { enabled: false },
	},
	issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
	rotateRefreshToken: true,
	ttl: {
		AccessToken: 3600,
		AuthorizationCode: 60,
		Grant: 365 * DAY,
		IdToken: 3600,
		Interaction: 3600,
		RefreshToken: 14 * DAY,
		Session: DAY,
	},
	cookies: { keys: ['a key for cookies in tests'] },
});

function open(clients) {
	const server = createServer();
	server.listen(0, '127.0.0.1', () => {
		const issuer = `http://127.0.0.1:${server.address().port}`;
		server.on('request', new Provider(issuer, configurationFor(clients)).callback());
		process.send({ issuer });
	});
}

process.on('message', (asked) => {
	if (asked.clients) return open(asked.clients);
	now = asked.now;
	process.send({ now });
});
process.on('disconnect', () => process.exit());
