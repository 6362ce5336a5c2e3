import type { IDataObject } from 'n8n-workflow';
import { ItemContext, type Caller } from '../../nodes/shared/node/itemContext';
import type { Dialect } from '../../oauth/dialect';
import { sample } from './dialects';

/** Keys out of sentences of 32 letters, so that nobody takes them for real ones. */
export const SEAL_KEY = Buffer.from('mustnotleak: the newest seal key').toString('base64');
export const OLDER_SEAL_KEY = Buffer.from('mustnotleak: the oldest seal key').toString('base64');

/** What an item is given: its fields, and what its credential holds; no credential is chosen where that is left out. */
export interface Given {
	readonly fields?: IDataObject;
	readonly credential?: IDataObject;
	readonly server?: string;
	readonly dialect?: Dialect;
}

/** An item that has nothing but its seals. */
export function sealedItem({ fields = {}, credential, server, dialect = sample() }: Given): ItemContext {
	const caller = {
		parameter: (name: string) => fields[name],
		credential: () => async () => credential,
		hasCredential: () => credential !== undefined,
		run: {},
	} as unknown as Caller;
	return new ItemContext(dialect, caller, undefined, {
		credentialOf: () => ({ type: 'demoApi', name: 'Demo' }),
		serverOf: async () => server ?? 'https://demo.example',
	});
}
