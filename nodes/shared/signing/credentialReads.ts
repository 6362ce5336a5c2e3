import type { ICredentialDataDecryptedObject, IAllExecuteFunctions } from 'n8n-workflow';
import type { Time } from '../../../oauth/time';
import { dependsOnItem } from './itemDependence';
import type { ReadCredential } from './signer';

type Data = ICredentialDataDecryptedObject;

/** The items of a run read its credentials; a list in the editor has none. */
export type ReadingFunctions = Pick<IAllExecuteFunctions, 'getNode'> & {
	getCredentials(type: string, itemIndex?: number): Promise<object>;
};

/** How long a credential is taken for the stored one; being wrong costs one refused request. */
const REREAD_MS = 1000;

interface Reading<T> {
	readonly value: Promise<T>;
	readonly at: number;
}

/** One reading after the other, each good for a second. Readings may end in another order; the one that began last counts. */
class Readings<T> {
	private last?: Reading<T>;

	constructor(
		private readonly time: Time,
		private readonly begin: () => Promise<T>,
	) {}

	async get(isFresh = false): Promise<T> {
		const now = this.time.now();
		const age = now - (this.last?.at ?? -Infinity);
		if (this.last && !isFresh && age >= 0 && age < REREAD_MS) return await this.last.value;
		this.last = { value: this.begin(), at: now };
		return await this.last.value;
	}
}

/**
 * The credentials of one run. Reading one takes n8n a query, a decryption and its expressions: most of what a signed
 * request costs. So all items share a reading, unless an expression in the credential depends on the item.
 */
export class CredentialReads {
	private readonly shared = new Map<string, Readings<Data | undefined>>();

	constructor(
		private readonly functions: ReadingFunctions,
		private readonly time: Time,
		private readonly items = 1,
	) {}

	/** Reads the credential as it is for one item. */
	of(type: string, itemIndex: number): ReadCredential {
		const own = new Readings(this.time, async () => await this.read(type, itemIndex));
		return async ({ isFresh } = {}) => (await this.ofAll(type).get(isFresh)) ?? (await own.get(isFresh));
	}

	private ofAll(type: string): Readings<Data | undefined> {
		const known = this.shared.get(type);
		if (known) return known;
		const readings = new Readings(this.time, async () => await this.readForAll(type));
		this.shared.set(type, readings);
		return readings;
	}

	private async readForAll(type: string): Promise<Data | undefined> {
		if (this.items > 1 && (await dependsOnItem(this.functions, type))) return undefined;
		return await this.read(type, 0);
	}

	private async read(type: string, itemIndex: number): Promise<Data> {
		return (await this.functions.getCredentials(type, itemIndex)) as Data;
	}
}
