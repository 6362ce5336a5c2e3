import type { ReadCredential } from '../signing/signer';
import type { ReadParameter } from './parameters';
import type { Run } from './run';

/** Who calls an operation's code: an item of a run, or a list in the editor. */
export interface Caller {
	readonly run: Run;
	readonly parameter: ReadParameter;
	/** Reads a credential as it is for the item, expressions resolved. */
	credential(type: string): ReadCredential;
	/** Whether one was chosen, where the node does not insist on it. */
	hasCredential(type: string): boolean;
}
