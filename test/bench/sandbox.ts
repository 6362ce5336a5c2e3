import axios from 'axios';
import type { Sandbox } from '../../host/sandbox';
import type { Counters } from '../../sandbox/shared/recorder';
import type { RealN8n } from './realN8n';

/** Limits of the providers are not what is measured here. */
const NO_LIMIT = 1_000_000_000;
const UNLIMITED = { introspectLimit: NO_LIMIT, tokenLimit: NO_LIMIT, globalLimit: NO_LIMIT };

export const CLIENT = {
	clientId: '1470000000000000003',
	clientSecret: 'demo-client-secret-connector-not-a-real-one',
};

export interface Tokens {
	readonly access_token: string;
	readonly refresh_token: string;
	readonly expires_in: number;
}

/** The sandbox, which runs as a process of its own, and its control side. */
export class BenchSandbox {
	readonly apiUrl: string;
	readonly webUrl: string;
	private readonly http;

	constructor(private readonly sandbox: Sandbox) {
		this.apiUrl = `${sandbox.urls.fluxer}/v1`;
		this.webUrl = sandbox.urls.fluxer;
		this.http = axios.create({ baseURL: sandbox.urls.control, proxy: false });
	}

	/** Takes everything back to the start, with the limits out of the way. */
	async reset(): Promise<void> {
		await this.http.post('/fluxer/reset', {});
		await this.http.patch('/fluxer/settings', UNLIMITED);
	}

	/** From now on Fluxer does its work and answers so many milliseconds later. */
	async answerAfter(delayMs: number): Promise<void> {
		await this.http.delete('/fluxer/faults');
		if (delayMs === 0) return;
		await this.http.post('/fluxer/faults', { kind: 'status', after: true, delayMs, times: NO_LIMIT });
	}

	async lifetime(accessTokenSeconds: number): Promise<void> {
		await this.http.patch('/fluxer/settings', { accessTokenSeconds });
	}

	async tokens(): Promise<Tokens> {
		return (await this.http.post<Tokens>('/fluxer/tokens', {})).data;
	}

	/** Ends all sessions: whoever holds one has to begin anew. */
	async endSessions(): Promise<void> {
		await this.http.post('/fluxer/tokens/revoke', {});
	}

	/** What Fluxer counted while the work went on. */
	async counting<T>(work: () => Promise<T>): Promise<T & { counters: Counters }> {
		await this.http.delete('/fluxer/counters');
		const result = await work();
		return { ...result, counters: (await this.http.get<Counters>('/fluxer/counters')).data };
	}

	async stop(): Promise<void> {
		await this.sandbox.stop();
	}
}

/** A credential of the Fluxer node in a real n8n, connected. */
export async function connectedCredential({ apiUrl, webUrl }: BenchSandbox, n8n: RealN8n) {
	const data = { ...CLIENT, apiUrl, webUrl, scopes: ['identify', 'email'] };
	const credential = await n8n.credential({ name: 'Fluxer', type: 'fluxerSessionsOAuth2Api', data });
	await n8n.connect(credential);
	return credential;
}
