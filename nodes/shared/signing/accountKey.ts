import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { keyOf } from '../../../oauth/memory';

/** What n8n and this package write into a credential while its account stays the same. */
const WRITTEN_BY_ITSELF = new Set(['accessToken', 'allowedDomains', 'oauthTokenData', 'session']);

const keys = new WeakMap<ICredentialDataDecryptedObject, string>();

/** Tells the account of a credential, with its server and its client, from all others. Items share what is read, so the key is kept. */
export function accountKeyOf(data: ICredentialDataDecryptedObject): string {
	const known = keys.get(data);
	if (known !== undefined) return known;
	const entered = Object.entries(data).filter(([name]) => !WRITTEN_BY_ITSELF.has(name));
	const key = keyOf(JSON.stringify(entered));
	keys.set(data, key);
	return key;
}
