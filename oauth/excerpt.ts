const LONGEST = 160;
/** Shorter values would blank out ordinary words. */
const SHORTEST_SECRET = 4;

/**
 * Text without the given secrets, plain or as URLs, forms, JSON and HTML write them, and without whatever
 * looks like an `Authorization` header: a credential signs requests where we do not see its token.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap(spellings)
		.sort((a, b) => b.length - a.length)
		.reduce((clean, secret) => clean.replaceAll(secret, '…'), text)
		.replace(/\b(Bearer|Basic|Bot)\s+[^\s"'<>,;]+/gi, '$1 …');
}

function spellings(secret: string): string[] {
	const escapes: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	};
	return [
		secret,
		encodeURIComponent(secret),
		new URLSearchParams({ v: secret }).toString().slice(2),
		JSON.stringify(secret).slice(1, -1),
		secret.replace(/[&<>"']/g, (character) => escapes[character] ?? character),
	];
}

/** A short quotation of a server's words: no markup, no control characters, no secrets, one line. */
export function excerpt(text: string, secrets: readonly string[] = []): string {
	const line = withoutSecrets(text, secrets)
		.replace(/<(script|style)\b[^]*?<\/\1\s*>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
		.trim();
	return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
