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

	/** Sends as the account of a credential, read as it is for one item. */
	signed(signIn: SignIn, read: ReadCredential, settings: CallSettings): Send {
		const { functions: context, limits } = this;
		return signedSend({ signIn, context, settings, limits }, signerFor(signIn, context, read, this.signing));
	}
}
