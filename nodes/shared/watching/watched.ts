import type { IDataObject } from 'n8n-workflow';
import type { ItemContext } from '../node/itemContext';
import type { SignIn } from '../signing/signIn';

/** What can have become of an entry of a list since it was read before. */
export type Change = 'added' | 'changed' | 'removed';

/** An entry of a list. */
export interface Entry {
	/** Tells it from all others of its list, for as long as it is there. */
	readonly id: string | number;
	/** What of it has to differ for it to have changed; left out where changes do not matter. */
	readonly compared?: unknown;
	/** What is told of it besides its ID, without secrets. */
	readonly json: IDataObject;
	/** Whether it is no news that it is there, such as what came of this trigger itself. */
	readonly isNoNews?: boolean;
}

/** An event as the editor offers it; its camelCase is the value that workflows store. */
export interface EventName {
	/** Title Case, such as `API App Added`. */
	readonly name: string;
	readonly description: string;
}

/** A list of a service that is read at each poll, and compared with what it held before. */
export interface WatchedList {
	/** Under which it is kept. */
	readonly name: string;
	/** The credential types with which it can be read. */
	readonly credentials: readonly string[];
	/** The whole list as it is now. */
	readonly read: (context: ItemContext) => Promise<readonly Entry[]>;
	/** The changes that are told, and as which events. */
	readonly events: Readonly<Partial<Record<Change, EventName>>>;
	/** What is told of an entry, as an example for the editor where the list is empty. */
	readonly example: IDataObject & { readonly id: string | number };
}

/** A way to sign in, whose connection is watched. */
export interface WatchedSignIn {
	/** The choice in the field "Authentication"; left out where the service has but one. */
	readonly choice?: { readonly name: string; readonly value: string };
	readonly signIn: SignIn;
	/** The fields of the credential that say whose it is, besides its server: another value means other lists. */
	readonly accountFields: readonly string[];
	/**
	 * How to find out whose the credential is, where these fields do not say: by asking the service, or where it does not
	 * tell either, by the entries. A credential that is not as it was, and shows other ones alone, is another one's then.
	 */
	readonly whose?: 'byEntries' | ((context: ItemContext) => Promise<unknown>);
	/** The cheapest read that shows whether the service still takes the credential. */
	readonly check: (context: ItemContext) => Promise<unknown>;
}

/** All that the trigger of a service is made of. */
export interface WatchedService {
	/** The first is the one to begin with. */
	readonly signIns: readonly WatchedSignIn[];
	readonly lists: readonly WatchedList[];
}
