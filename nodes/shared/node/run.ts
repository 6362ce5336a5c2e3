import { Limits } from '../http/limits';
import { systemTime } from '../http/systemTime';
import { CredentialReads, type ReadingFunctions } from '../signing/credentialReads';
import { signerFor } from '../signing/signerFor';
import { signedSend, type SigningContext } from '../signing/signedSend';
import type { CallSettings } from '../http/send';
import type { Send } from '../../../oauth/http';
import type { SignIn } from '../signing/signIn';
import type { ReadCredential, SigningRun } from '../signing/signer';
import { Throttle } from '../throttle/throttle';

/** What all items of one run of a node share. */
export class Run {
	readonly throttle: Throttle;
	readonly limits: Limits;
	readonly credentials: CredentialReads;
	private readonly signing: SigningRun;
	private readonly known = new Map<string, Promise<string>>();

	constructor(
		readonly functions: SigningContext & ReadingFunctions,
		items = 1,
		cancelSignal?: AbortSignal,
		readonly time = systemTime,
	) {
		this.signing = { time, startedAt: time.now(), refusedKeys: new Set() };
		this.limits = new Limits(cancelSignal, time);
		this.throttle = new Throttle(this.limits);
		this.credentials = new CredentialReads(functions, time, items);
	}

	/** What one item has asked for is known to all; a failure is told to those who asked meanwhile only. */
	async once(key: string, ask: () => Promise<string>): Promise<string> {
		const known = this.known.get(key) ?? ask();
		this.known.set(key, known);
		return await known.catch((error: unknown) => {
			if (this.known.get(key) === known) this.known.delete(key);
			throw error;
		});
	}

	/** Sends as the account of a credential, read as it is for one item. */
	signed(signIn: SignIn, read: ReadCredential, settings: CallSettings): Send {
		const { functions: context, limits } = this;
		return signedSend({ signIn, context, settings, limits }, signerFor(signIn, context, read, this.signing));
	}
}
