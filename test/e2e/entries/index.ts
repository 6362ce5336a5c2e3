import { readdirSync } from 'node:fs';
import path from 'node:path';
import { HostError } from '../../../host/errors';
import { signingTypes } from '../../../host/package';
import type { Entry } from '../entry';

/** Every credential type that the rows can be run for, a file for each service. */
const entries = readdirSync(__dirname)
	.filter((file) => /^(?!index\.)\w+\.[jt]s$/.test(file))
	.sort()
	.flatMap((file) => (require(path.join(__dirname, file)) as { entries: Entry[] }).entries);

/**
 * The entries of the credential types that the package signs with.
 * @throws HostError when it has one without an entry
 */
export function shippedEntries(): Entry[] {
	const types = signingTypes();
	const missing = types.filter((type) => !entries.some((entry) => entry.type === type));
	if (missing.length === 0) return entries.filter(({ type }) => types.includes(type));
	throw new HostError(`No rows are run for ${missing.join(', ')}`, 'Add an entry in test/e2e/entries.');
}
