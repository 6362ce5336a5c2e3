import type { IDataObject } from 'n8n-workflow';
import type { ItemContext } from '../node/itemContext';

/** Shorter secrets would give away too much of themselves by their end. */
const SHORTEST_WITH_END = 12;

/** `…last4`: enough to recognise a secret by, not enough to use it. */
export const masked = (secret: string): string =>
	secret.length < SHORTEST_WITH_END ? '…' : `…${secret.slice(-4)}`;

/** An answer with the text of every property of these names masked, however deep. */
export const withoutSecretsIn = (answer: IDataObject, names: readonly string[]): IDataObject =>
	maskDeep(answer, names) as IDataObject;

/** Like {@link withoutSecretsIn}, unless the item asks for its secrets (`includeSecretsField`). */
export function maskSecrets(
	context: ItemContext,
	answer: IDataObject,
	names: readonly string[],
): IDataObject {
	return context.options().includeSecrets === true ? answer : withoutSecretsIn(answer, names);
}

function maskDeep(value: unknown, names: readonly string[]): unknown {
	if (Array.isArray(value)) return value.map((element) => maskDeep(element, names));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, part]) => [
			name,
			names.includes(name) && typeof part === 'string' && part !== '' ? masked(part) : maskDeep(part, names),
		]),
	);
}
