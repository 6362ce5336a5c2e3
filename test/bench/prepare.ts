import type { IDataObject } from 'n8n-workflow';
import type { Setting } from './benchmark';
import type { CredentialName } from './contenders';
import type { RealN8n } from './realN8n';
import { type BenchSandbox, CLIENT } from './sandbox';

const TYPE = 'fluxerSessionsOAuth2Api';

const fluxerFields = ({ apiUrl, webUrl }: BenchSandbox) => ({
	...CLIENT,
	apiUrl,
	webUrl,
	scopes: ['identify', 'email'],
});

/** A credential of the Fluxer node in a real n8n, connected. */
export async function connectedCredential({ sandbox }: Setting, n8n: RealN8n): Promise<CredentialName> {
	const credential = await n8n.credential({ name: 'Fluxer', type: TYPE, data: fluxerFields(sandbox) });
	await n8n.connect(credential);
	return credential;
}

/** The same for a measuring process: what n8n would have stored, with the fields that its own type computes. */
export async function storedCredential(sandbox: BenchSandbox): Promise<{ type: string; data: IDataObject }> {
	return {
		type: TYPE,
		data: {
			...fluxerFields(sandbox),
			grantType: 'pkce',
			authentication: 'body',
			accessTokenUrl: `${sandbox.apiUrl}/oauth2/token`,
			allowedDomains: new URL(sandbox.apiUrl).hostname,
			oauthTokenData: { ...(await sandbox.tokens()) },
		},
	};
}

/** Items that each hold another access token. */
export async function tokenItems(sandbox: BenchSandbox, count: number): Promise<Array<{ token: string }>> {
	const items: Array<{ token: string }> = [];
	while (items.length < count) items.push({ token: (await sandbox.tokens()).access_token });
	return items;
}
