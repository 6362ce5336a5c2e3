import { parseJson } from '../../../oauth/json';
import { secretIn } from '../../../oauth/pastedSecret';
import { LONGEST_PASTED } from '../../../oauth/pastedText';

/** What the last word of a secret's name is: so `token_type` and `tokenTypeHint` are none. */
const SECRET_NAMES = ['token', 'secret', 'password', 'session', 'cookie', 'key', 'verifier'];
/** No credential is nested deeper; what a provider has put into one may be. */
const MOST_LEVELS = 100;

/** In characters; what is longer is no session that anybody keeps. */
const LONGEST_JSON = 500_000;

const isSecretName = (name: string): boolean => {
	const end = name.slice(-20).toLowerCase();
	return SECRET_NAMES.some((word) => end.endsWith(word) || end.endsWith(`${word}s`));
};

/** As it was pasted, and as it is sent. */
function spellingsOf(value: string): string[] {
	const sent = value.length > LONGEST_PASTED ? '' : secretIn(value).secret;
	return [...new Set([value, sent])].filter(Boolean);
}

/** Whatever a credential keeps under the name of a secret; n8n does not tell a node which fields are secret. */
export function credentialSecrets(value: unknown, name = '', level = 0): string[] {
	if (typeof value === 'string') {
		const parsed = value.length < LONGEST_JSON && /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
		const inside = parsed === undefined ? [] : credentialSecrets(parsed, name, level + 1);
		// A password may look like JSON, or like an address.
		if (inside.length > 0) return inside;
		return isSecretName(name) && value !== '' ? spellingsOf(value) : [];
	}
	if (typeof value !== 'object' || value === null || level > MOST_LEVELS) return [];
	return Object.entries(value).flatMap(([key, part]) =>
		credentialSecrets(part, Array.isArray(value) ? name : key, level + 1),
	);
}
