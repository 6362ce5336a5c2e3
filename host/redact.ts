const secretName = /token|secret|password|otp|authorization|cookie/i;
// Shorter ones are words such as "Bearer", which would make holes in every sentence.
const shortestSecret = 8;

/** Collects the texts that stand under a secret's name anywhere in `value`. */
export function collectSecrets(value: unknown, into = new Set<string>(), name = ''): Set<string> {
	if (typeof value === 'string') {
		if (secretName.test(name) && value.length >= shortestSecret) into.add(value);
	} else if (Array.isArray(value)) {
		for (const entry of value) collectSecrets(entry, into, name);
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, entry] of Object.entries(value)) collectSecrets(entry, into, key);
	}
	return into;
}

/** `text` with dots in place of each secret, the longest first. */
export function redact(text: string, secrets: Iterable<string>): string {
	return [...secrets]
		.sort((a, b) => b.length - a.length)
		.reduce((result, secret) => result.replaceAll(secret, '•••'), text);
}
