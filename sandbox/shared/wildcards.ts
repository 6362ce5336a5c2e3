const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** Tells whether a text is one that a pattern stands for: all of it, `*` for any text, everything else for itself. */
export function matching(pattern: string): (text: string) => boolean {
	const expression = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`);
	return (text) => expression.test(text);
}
