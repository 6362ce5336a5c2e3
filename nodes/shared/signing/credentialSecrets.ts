import { parseJson } from '../../../oauth/json';

const SECRET_NAME = /(token|secret|password|session|cookie|key)(?!.*type$)/i;

/** Whatever a credential keeps under the name of a secret; n8n does not tell a node which fields are secret. */
export function credentialSecrets(value: unknown, name = ''): string[] {
	if (typeof value === 'string') {
		const parsed = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
		const inside = parsed === undefined ? [] : credentialSecrets(parsed, name);
		// A password may look like JSON as well.
		if (inside.length > 0) return inside;
		return SECRET_NAME.test(name) && value !== '' && !/^https?:/.test(value) ? [value] : [];
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) =>
		credentialSecrets(part, Array.isArray(value) ? name : key),
	);
}
