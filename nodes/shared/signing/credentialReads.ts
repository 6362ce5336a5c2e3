import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

type Data = ICredentialDataDecryptedObject;

/** A credential as it was read for all items; undefined where each item may see another. */
interface Reading {
	readonly data: Promise<Data | undefined>;
	readonly until: number;
}

/** How long a credential is taken for the stored one. */
const REREAD_MS = 1000;

/**
 * The credentials of one run. Reading one takes n8n a query, a decryption and its expressions, so all items share a
 * reading, as long as no expression in it depends on the item.
 */
export class CredentialReads {
	private readonly readings = new Map<string, Reading>();

	constructor(private readonly functions: IExecuteFunctions) {}

	async read(type: string, itemIndex: number): Promise<Data> {
		const known = this.readings.get(type);
		const reading = known && Date.now() < known.until ? known : this.begin(type);
		return (await reading.data) ?? (await this.functions.getCredentials(type, itemIndex));
	}

	private begin(type: string): Reading {
		const reading = { data: this.shared(type), until: Date.now() + REREAD_MS };
		this.readings.set(type, reading);
		return reading;
	}

	/** What an item that is none sees as well depends on no item. */
	private async shared(type: string): Promise<Data | undefined> {
		const first = await this.functions.getCredentials(type, 0);
		const { length } = this.functions.getInputData();
		if (length === 1) return first;
		const beyond = await this.functions.getCredentials(type, length).catch(() => undefined);
		return JSON.stringify(first) === JSON.stringify(beyond) ? first : undefined;
	}
}
