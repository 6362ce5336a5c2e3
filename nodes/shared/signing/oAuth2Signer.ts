import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Send } from '../../../oauth/http';
import { keyOf } from '../../../oauth/memory';
import { neverAccepted } from '../../../oauth/problems';
import { lookAt } from '../../../oauth/sessions';
import { refreshProblem } from '../http/failures';
import { bindLikeServerOf, bindToServer, refuseOtherServer } from '../http/ownServer';
import { credentialSecrets } from './credentialSecrets';
import { noteObtained, oAuth2Tokens, tokensIn, type OAuth2Tokens } from './oAuth2Tokens';
import type { Credentials, ReadCredential, Signer, SigningRun, Verdict } from './signer';
import type { OAuth2SignIn } from './signIn';
import type { TokenSource } from '../../../oauth/tokenSource';

/** How n8n knows the credential, for messages and to tell it from others. */
export interface CredentialName {
	readonly id?: string | null;
	readonly name: string;
}

/** Has n8n refresh a credential as it was read, and store what comes. */
export type RefreshByN8n = (data: ICredentialDataDecryptedObject) => Promise<void>;

/**
 * Signs with the tokens of a connected OAuth2 credential. They are refreshed ahead of time, by n8n and under its lock:
 * by itself n8n waits for a 401.
 */
export class OAuth2Signer implements Signer {
	constructor(
		private readonly signIn: OAuth2SignIn,
		private readonly read: ReadCredential,
		private readonly credential: CredentialName,
		private readonly refreshByN8n: RefreshByN8n,
		private readonly run: Pick<SigningRun, 'time' | 'startedAt'>,
	) {}

	async credentials(url: string, send: Send): Promise<Credentials> {
		const tokens = await this.current(url, send);
		refuseOtherServer(this.signIn.dialect, tokens.accessToken, url);
		return tokens;
	}

	private async current(url: string, send: Send): Promise<OAuth2Tokens> {
		const { dialect } = this.signIn;
		const read = tokensIn(dialect, await this.read());
		refuseOtherServer(dialect, read.accessToken, url);
		const usable = oAuth2Tokens.usable(this.accountIn(read.data), { tokens: read });
		if (usable) return usable;
		// What has to be renewed is read from the store first: another process may just have done it.
		const stored = await this.readStored();
		return (
			oAuth2Tokens.usable(this.accountIn(stored.data), { tokens: stored }) ??
			(await this.renewed(stored, send))
		);
	}

	async refused(
		{ accessToken }: Credentials,
		times: number,
		send: Send,
		mayRenew: boolean,
	): Promise<Verdict> {
		const stored = await this.readStored();
		const account = this.accountIn(stored.data);
		const newest = oAuth2Tokens.usable(account, { tokens: stored });
		if (newest && newest.accessToken !== accessToken) return 'renewed';
		const sent = newest ?? stored;
		const look = await oAuth2Tokens.look(this.source(sent, send), sent);
		if (look === 'unknown' && times > 1) oAuth2Tokens.reject(account, sent);
		else if (look !== 'refused') return times > 1 ? 'giveUp' : 'repeat';
		if (!mayRenew) return 'giveUp';
		await this.renewed(stored, send);
		return 'renewed';
	}

	accepted({ data, accessToken }: Credentials, url: string): void {
		if (accessToken === undefined) return;
		bindToServer(accessToken, url);
		oAuth2Tokens.accept(this.accountIn(data), accessToken);
	}

	/** An address that was edited a moment ago is not that of the tokens. */
	private async readStored(): Promise<OAuth2Tokens> {
		const { dialect, serverOf } = this.signIn;
		const stored = tokensIn(dialect, await this.read({ isFresh: true }));
		refuseOtherServer(dialect, stored.accessToken, serverOf(stored.data).baseUrl);
		return stored;
	}

	private async renewed(stored: OAuth2Tokens, send: Send): Promise<OAuth2Tokens> {
		const source = this.source(stored, send);
		const waitMs = oAuth2Tokens.waitMs(source, stored, this.run.startedAt);
		if (waitMs > 0) await this.run.time.sleep(waitMs);
		const renewed = (await oAuth2Tokens.renew(source, { tokens: stored })) ?? stored;
		bindLikeServerOf(renewed.accessToken, stored.accessToken);
		return renewed;
	}

	/** n8n keeps the tokens when a credential is edited; what was refused before an edit need not be after it. */
	private accountIn({
		clientId,
		clientSecret,
		accessTokenUrl,
		...data
	}: ICredentialDataDecryptedObject): string {
		const { baseUrl } = this.signIn.serverOf(data);
		const parts = [this.credential.id ?? '', baseUrl, clientId, clientSecret, accessTokenUrl];
		return keyOf(...parts.map((part) => String(part ?? '')));
	}

	private source({ data }: OAuth2Tokens, send: Send): TokenSource<OAuth2Tokens> {
		const { dialect, serverOf } = this.signIn;
		return {
			account: this.accountIn(data),
			refusalOf: (tokens) => tokens?.accessToken ?? '',
			look: async ({ accessToken }) => await lookAt(dialect, { ...serverOf(data), accessToken }, send),
			renew: async (spent) => await this.refresh(spent),
			neverAccepted: () => neverAccepted(dialect),
		};
	}

	private async refresh(spent: OAuth2Tokens | undefined): Promise<OAuth2Tokens> {
		const { dialect } = this.signIn;
		const current = tokensIn(dialect, await this.read({ isFresh: true }));
		if (current.accessToken !== spent?.accessToken) return current;
		const problem = await this.refreshByN8n(current.data).catch((error: unknown) =>
			refreshProblem(dialect, error, this.credential.name, credentialSecrets(current.data)),
		);
		const renewed = tokensIn(dialect, await this.read({ isFresh: true }));
		// Before n8n 2.30 workers refresh without a lock, and another one may have spent the refresh token just now.
		if (problem && renewed.accessToken === current.accessToken) throw problem;
		if (renewed.accessToken !== current.accessToken) noteObtained(renewed);
		return tokensIn(dialect, renewed.data);
	}
}
