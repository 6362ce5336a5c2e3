import type { Send } from '../../../oauth/http';
import { sessionRefusals, sessionSource, type Account } from '../../../oauth/sessions';
import { keptSessions, storedSession } from './keptSessions';
import type { Credentials, ReadCredential, Signer, SigningRun, Verdict } from './signer';
import type { SessionSignIn } from './signIn';

/**
 * Signs with a session that this package keeps. n8n has the credential class renew it while it signs, and stores what
 * comes; here is only decided whether that has to be.
 */
export class SessionSigner implements Signer {
	constructor(
		private readonly signIn: SessionSignIn,
		private readonly read: ReadCredential,
		private readonly run: Pick<SigningRun, 'time' | 'startedAt'>,
	) {}

	async credentials(): Promise<Credentials> {
		const data = await this.read();
		const accessToken = this.tokenIn(data);
		// What has to be renewed is read from the store first: another process may just have done it.
		if (accessToken !== undefined) return { data, accessToken };
		const stored = await this.read({ isFresh: true });
		await this.waitForFailures(stored);
		return { data: stored, accessToken: this.tokenIn(stored) };
	}

	/** n8n has the session renewed while it signs, and knows nothing of this run. */
	private async waitForFailures(data: Credentials['data']): Promise<void> {
		const { time, startedAt } = this.run;
		const account = this.signIn.accountOf(data);
		const waitMs = keptSessions.waitMs(sessionRefusals(account), undefined, startedAt);
		if (waitMs > 0) await time.sleep(waitMs);
	}

	async refused({ accessToken }: Credentials, times: number, send: Send): Promise<Verdict> {
		const data = await this.read({ isFresh: true });
		const account = this.signIn.accountOf(data);
		const newest = keptSessions.usable(account.fingerprint, storedSession(data, account.fingerprint));
		if (!newest || (accessToken !== undefined && newest.accessToken !== accessToken)) return 'renewed';
		const look = await keptSessions.look(this.source(account, send), newest);
		if (look === 'unknown' && times > 1) keptSessions.reject(account.fingerprint, newest);
		else if (look !== 'refused') return times > 1 ? 'giveUp' : 'repeat';
		return 'renewed';
	}

	accepted({ data, accessToken }: Credentials): void {
		// Where n8n has had the session renewed while it signed, the token is the newest of the account.
		const token = accessToken ?? this.tokenIn(data);
		if (token !== undefined) keptSessions.accept(this.signIn.accountOf(data).fingerprint, token);
	}

	private tokenIn(data: Credentials['data']): string | undefined {
		const { fingerprint } = this.signIn.accountOf(data);
		return keptSessions.usable(fingerprint, storedSession(data, fingerprint))?.accessToken;
	}

	private source(account: Account, send: Send) {
		return sessionSource(this.signIn.dialect, account, send, () => this.run.time.now());
	}
}
