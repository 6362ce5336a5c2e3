import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import type { ItemContext } from './itemContext';
import type { SealSource } from './itemSeals';

/** One thing a node can do. Its values, option lists and dispatch are derived from it by `provider.ts`. */
export interface Operation {
	/** Title Case; its camelCase is the value that workflows store. */
	readonly name: string;
	/** Sentence case, as n8n lists it among a node's actions. */
	readonly action: string;
	readonly description: string;
	/** The dialect's endpoint that this operation is about; its effect decides how items are run. Left out where nothing is sent. */
	readonly endpoint?: string;
	/** Those that it asks in place of that one where the item chooses so. */
	readonly alsoEndpoints?: readonly string[];
	/** The credential types that it works with, the first by default; none where everything comes in as fields. */
	readonly credentials: readonly string[];
	/**
	 * The parameters that name what an item spends or changes, such as its refresh token: items with the same values go
	 * one after the other, all others side by side. Where they are left out, whatever changes something is done in the
	 * order of the items.
	 */
	readonly spends?: readonly string[];
	/** One of the operations that this package was made for; the others make those usable. */
	readonly seed?: true;
	/** Shown for this operation only; `displayOptions` of their own are kept. */
	readonly fields?: readonly INodeProperties[];
	/** For one item. A list makes one output item of each element, none makes none. */
	readonly run: (context: ItemContext) => Promise<IDataObject | IDataObject[]>;
}

/** The endpoints of an operation, the first the one that it is about. */
export const endpointNames = ({ endpoint, alsoEndpoints = [] }: Operation): string[] =>
	endpoint === undefined ? [] : [endpoint, ...alsoEndpoints];

/** What n8n's list Resource offers, with its operations. */
export interface Resource {
	/** Title Case; its camelCase is the value that workflows store, unless `value` says another one. */
	readonly name: string;
	readonly value?: string;
	readonly description?: string;
	readonly operations: readonly Operation[];
	/** Where the provider speaks another dialect for this resource. */
	readonly dialect?: Dialect;
	/** Where its token sets can be sealed. */
	readonly sealSource?: SealSource;
}

/** All that a node is made of. */
export interface ProviderNode {
	readonly dialect: Dialect;
	/** The first is the one to begin with, and so is the first operation of each; the editor lists them by name. */
	readonly resources: readonly Resource[];
	/** Fields above those of the operation, such as the way to authenticate. */
	readonly fields?: readonly INodeProperties[];
	/** The credential types behind the choices of the field `authentication`, where there is one. */
	readonly signIns?: Readonly<Record<string, string>>;
}

/** What workflows store for a resource or an operation. */
export const storedValue = ({ name, value }: { readonly name: string; readonly value?: string }): string =>
	value ?? valueOf(name);

/** `Get OAuth Client` → `getOAuthClient`, `Get Authorization URL` → `getAuthorizationUrl`, `API App` → `apiApp`. */
export function valueOf(name: string): string {
	const words = name
		.split(/[^A-Za-z0-9]+/)
		.map((word) => (/^[A-Z]+$/.test(word) ? word.toLowerCase() : word));
	const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
	return joined.charAt(0).toLowerCase() + joined.slice(1);
}
