import { HostError } from '../../../host/errors';
import { signingTypes } from '../../../host/package';
import type { Entry } from '../entry';
import { entries as calCom } from './calCom';
import { entries as dropboxSign } from './dropboxSign';
import { entries as fluxer } from './fluxer';
import { entries as fuseSign } from './fuseSign';
import { entries as peerTube } from './peerTube';

/** Every credential type that the rows can be run for. A new one is one entry here. */
const entries: Entry[] = [...calCom, ...dropboxSign, ...fluxer, ...fuseSign, ...peerTube];

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
