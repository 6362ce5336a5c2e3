import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { parseJson } from '../../oauth/json';
import type { ItemContext } from './itemContext';

/** A field of every operation whose answer holds secrets that it is not there to hand over. */
export const includeSecretsField: INodeProperties = {
	displayName: 'Include Secrets',
	name: 'includeSecrets',
	type: 'boolean',
	default: false,
	description:
		'Whether to return secrets as they are, and not just their last characters. n8n keeps what a node returns in its execution records.',
};

/** Shorter secrets would give away too much of themselves by their end. */
const SHORTEST_WITH_END = 12;

/** `…last4`: enough to recognise a secret by, not enough to use it. */
export const masked = (secret: string): string =>
	secret.length < SHORTEST_WITH_END ? '…' : `…${secret.slice(-4)}`;

/** An answer with the text of every property of these names masked, however deep. */
export const withoutSecretsIn = (answer: IDataObject, names: readonly string[]): IDataObject =>
	maskDeep(answer, names) as IDataObject;

/** Like {@link withoutSecretsIn}, unless the item asks for its secrets ({@link includeSecretsField}). */
export function maskSecrets(
	context: ItemContext,
	answer: IDataObject,
	names: readonly string[],
): IDataObject {
	return context.flag('includeSecrets') ? answer : withoutSecretsIn(answer, names);
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

const SECRET_NAME = /(token|secret|password|session|cookie|key)(?!.*type$)/i;

/** Whatever a credential keeps under the name of a secret; n8n does not tell a node which fields are secret. */
export function secretsIn(value: unknown, name = ''): string[] {
	if (typeof value === 'string') {
		const parsed = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
		if (parsed !== undefined) return secretsIn(parsed, name);
		return SECRET_NAME.test(name) && value !== '' && !/^https?:/.test(value) ? [value] : [];
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) => secretsIn(part, Array.isArray(value) ? name : key));
}
