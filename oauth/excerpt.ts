const LONGEST = 160;
/** Shorter values would blank out ordinary words. */
const SHORTEST_SECRET = 4;

/** Text without the given secrets, in whatever encoding a server may echo them. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
		.sort((a, b) => b.length - a.length)
		.reduce((clean, secret) => clean.replaceAll(secret, '…'), text);
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
