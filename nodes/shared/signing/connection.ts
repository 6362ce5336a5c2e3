import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { BoundedMap, keyOf, SingleFlight } from '../../../oauth/memory';
import type { Dialect } from '../../../oauth/dialect';
import { isRecord } from '../../../oauth/json';
import { isOAuthProblem } from '../../../oauth/problems';
import { Refusals } from '../../../oauth/refusals';
import { dueAt, tokensDueAt, type Lifetime } from '../../../oauth/lifetimes';
import { instant } from '../../../oauth/tokens';
import { isReportedDead, reportDead } from './deadTokens';
import { notConnected, refreshProblem } from '../http/failures';
import { refuseOtherServer } from '../http/ownServer';
import { keptSession } from '../sessions/sessionCredential';
import { refreshByN8n, type SigningContext } from '../http/send';
import { secretsIn } from './credentialSecrets';

/** What a credential holds at the moment. */
interface Held {
	/** None for an API key and the like. */
	readonly accessToken?: string;
	/** When it has to be renewed, in epoch milliseconds; Infinity when nobody knows. */
	readonly dueAt: number;
	readonly isOAuth2: boolean;
	/** As n8n reads it. n8n puts in it what it has renewed. */
	readonly data: ICredentialDataDecryptedObject;
}

const isUsable = ({ accessToken, dueAt: due }: Held): boolean =>
	accessToken === undefined || (accessToken !== '' && !isReportedDead(accessToken) && Date.now() < due);

const flights = new SingleFlight<void>();
const refusals = new Refusals(Date.now);
const firstSeen = new BoundedMap<number>(1000);
const obtained = new BoundedMap<true>(1000);

/** The tokens of one credential during one run: read seldom, renewed in time, and read again when a token turns out dead. */
export class Connection {
	private held?: Held;
	/** When that was read, in epoch milliseconds, and as which reading. */
	private heldSince = 0;
	private heldFrom = 0;
	private readings = 0;
	private reading?: Promise<Held>;

	constructor(
		private readonly dialect: Dialect,
		private readonly context: SigningContext,
		private readonly type: string,
	) {}

	/** Whether several processes may renew it at the same moment. */
	get isShared(): boolean {
		return this.held?.isOAuth2 === false;
	}

	/** What must not be quoted from an answer: n8n signs the requests, so nobody else sees what they carry. */
	get secrets(): readonly string[] {
		return secretsIn(this.held?.data);
	}

	/**
	 * What n8n may sign the next request with. Reading it takes n8n a query, a decryption and its expressions, most of what
	 * a signed request costs. Undefined when the token has to be renewed: then n8n has to look at what is stored.
	 */
	get data(): ICredentialDataDecryptedObject | undefined {
		return this.held && isUsable(this.held) ? this.held.data : undefined;
	}

	/** To be called when n8n may have changed what is stored, or somebody seems to have. */
	forget(): void {
		this.heldSince = 0;
	}

	/**
	 * The access token that the next request will carry; undefined for a credential that holds none, such as an API
	 * key. One of an OAuth2 credential is refreshed first when it ends soon: n8n by itself waits for a 401.
	 */
	async accessToken(url: string): Promise<string | undefined> {
		const held = await this.current();
		if (held.isOAuth2) {
			const accessToken = String(held.accessToken);
			refuseOtherServer(this.dialect, accessToken, url);
			if (Date.now() >= held.dueAt) await this.refresh(accessToken);
		}
		return this.held?.accessToken;
	}

	/** Makes sure that the next request does not carry this token any more, and renews only what nobody else has. */
	async replace(dead: string): Promise<void> {
		const held = await this.read();
		if (held.accessToken !== dead) return;
		if (held.isOAuth2) await this.refresh(dead);
		else reportDead(dead);
	}

	/** One refresh for all who hold the same token; n8n's lock takes care of other processes. */
	private async refresh(accessToken: string): Promise<void> {
		const key = keyOf(this.details?.id ?? undefined, accessToken);
		await flights.run(key, async () => {
			const held = await this.read();
			if (held.accessToken !== accessToken) return;
			refusals.rethrow(key);
			await refreshByN8n(this.context, this.type, held.data).catch((error: unknown) => {
				const problem = refreshProblem(this.dialect, error, this.details?.name ?? this.type, this.secrets);
				if (isOAuthProblem(problem)) refusals.remember(key, problem);
				throw problem;
			});
			const { accessToken: renewed } = await this.read();
			obtained.set(keyOf(renewed), true);
		});
		await this.read();
	}

	/** As it was read lately, by whoever asked first. */
	private async current(): Promise<Held> {
		const age = Date.now() - this.heldSince;
		if (this.held && isUsable(this.held) && age >= 0 && age < REREAD_MS) return this.held;
		this.reading ??= this.read().finally(() => (this.reading = undefined));
		return await this.reading;
	}

	/** Readings may end in another order than they began; the one that began last counts. */
	private async read(): Promise<Held> {
		const since = Date.now();
		const from = ++this.readings;
		const held = await this.readStored();
		if (from < this.heldFrom && this.held) return this.held;
		[this.held, this.heldSince, this.heldFrom] = [held, since, from];
		return held;
	}

	private async readStored(): Promise<Held> {
		const data = await this.context.getCredentials<ICredentialDataDecryptedObject>(this.type);
		const { oauthTokenData: tokens } = data;
		if (isRecord(tokens) && tokens.access_token) return this.heldByN8n(tokens as IDataObject, data);
		// n8n itself tells for one of its grant types only.
		if ('oauthTokenData' in data || 'grantType' in data) throw notConnected(this.dialect);
		// What a session credential holds is renewed by the credential itself, in time.
		const { session, accessToken } = data;
		const kept = keptSession(data)?.tokens;
		return {
			accessToken: session === undefined ? undefined : String(accessToken ?? ''),
			dueAt: kept ? tokensDueAt(kept) : Infinity,
			isOAuth2: false,
			data,
		};
	}

	private heldByN8n(tokens: IDataObject, data: ICredentialDataDecryptedObject): Held {
		const accessToken = String(tokens.access_token ?? '');
		return { accessToken, dueAt: dueAt(this.lifetime(accessToken, tokens)), isOAuth2: true, data };
	}

	/** n8n notes the time of expiry, but only where the lifetime is in seconds; and never when it obtained a token. */
	private lifetime(accessToken: string, tokens: IDataObject): Lifetime {
		const key = keyOf(accessToken);
		const seen = firstSeen.get(key) ?? Date.now();
		firstSeen.set(key, seen);
		const form = this.dialect.tokens.lifetime;
		const noted = Number(tokens.n8n_expires_at);
		if (form === 'seconds' && Number.isFinite(noted)) {
			return { obtainedAt: noted - Number(tokens.expires_in) * 1000, expiresAt: noted };
		}
		const told = form === 'dateTime' ? instant(form, tokens.expires_in, seen) : undefined;
		const expiresAt = told === undefined ? Infinity : Date.parse(told);
		// One that this process did not obtain and first sees when it is over is old, and not just obtained.
		const isOld = expiresAt <= seen && !obtained.get(key);
		return { obtainedAt: isOld ? 0 : seen, expiresAt };
	}

	private get details() {
		return this.context.getNode().credentials?.[this.type];
	}
}

/** How long a credential is taken for the stored one; being wrong costs one 401. */
const REREAD_MS = 1000;
