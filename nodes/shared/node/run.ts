import type { INode } from 'n8n-workflow';
import { Limits } from '../http/limits';
import { systemTime } from '../http/systemTime';
import { CredentialReads, type ReadingFunctions } from '../signing/credentialReads';
import { signerFor } from '../signing/signerFor';
import { signedSend, type SigningContext } from '../signing/signedSend';
import type { CallSettings } from '../http/send';
import type { Send } from '../../../oauth/http';
import type { TokenSet } from '../../../oauth/tokens';
import type { SignIn } from '../signing/signIn';
import type { ReadCredential, SigningRun } from '../signing/signer';
import { Throttle } from '../throttle/throttle';

/** What one item has asked for is known to all; a failure is told to those who asked meanwhile only. */
class Once<T> {
	private readonly known = new Map<string, Promise<T>>();

	async get(key: string, ask: () => Promise<T>): Promise<T> {
		const known = this.known.get(key) ?? ask();
		this.known.set(key, known);
		return await known.catch((error: unknown) => {
			if (this.known.get(key) === known) this.known.delete(key);
			throw error;
		});
	}
}

/** What all items of one run of a node share. */
export class Run {
	readonly throttle: Throttle;
	readonly limits: Limits;
	/** For what must not be given up once it has left: an answer that nobody reads may hold the only new tokens. */
	readonly lastingLimits: Limits;
	readonly credentials: CredentialReads;
	private readonly signing: SigningRun;
	private chosen?: INode['credentials'];
	/** What is the same for all items that name it so, such as the ID of an account. */
	readonly texts = new Once<string>();
	/** Items that ask for new tokens of the same session get the same ones: asking twice may end the first. */
	readonly tokens = new Once<TokenSet>();
	/** What came of refresh tokens that stay good for another refresh, which may end the tokens of the one before. */
	readonly unspent = new Map<string, TokenSet>();

	constructor(
		readonly functions: SigningContext & ReadingFunctions,
		items = 1,
		cancelSignal?: AbortSignal,
		readonly time = systemTime,
	) {
		this.signing = { time, startedAt: time.now(), refusedKeys: new Set() };
		this.limits = new Limits(cancelSignal, time);
		this.lastingLimits = new Limits(undefined, time);
		this.throttle = new Throttle(this.limits);
		this.credentials = new CredentialReads(functions, time, items);
	}

	/** Whether the node was given a credential of this type; n8n copies the node for each question. */
	hasCredential(type: string): boolean {
		this.chosen ??= this.functions.getNode().credentials ?? {};
		return type in this.chosen;
	}

	/** Sends as the account of a credential, read as it is for one item. */
	signed(signIn: SignIn, read: ReadCredential, settings: CallSettings): Send {
		const { functions: context, limits } = this;
		return signedSend({ signIn, context, settings, limits }, signerFor(signIn, context, read, this.signing));
	}
}
