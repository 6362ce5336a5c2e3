import axios from 'axios';
import type { Sandbox } from '../../host/sandbox';
import type { Counters } from '../../sandbox/shared/recorder';

/** Limits of the providers are not what is measured here. */
const NO_LIMIT = 1_000_000_000;
const unlimited = {
	fluxer: {
		introspectLimit: NO_LIMIT,
		tokenLimit: NO_LIMIT,
		globalLimit: NO_LIMIT,
	},
	peertube: { signInLimit: NO_LIMIT, apiLimit: NO_LIMIT },
};

export type BenchProvider = keyof typeof unlimited;

export const CLIENT = {
	clientId: '1470000000000000003',
	clientSecret: 'demo-client-secret-connector-not-a-real-one',
};
export const ACCOUNT = { username: 'bench', password: 'demo-password-bench' };

export interface Tokens {
	readonly access_token: string;
	readonly refresh_token: string;
	readonly expires_in: number;
}

/** The sandbox, which runs as a process of its own, and its control side. */
export class BenchSandbox {
	readonly apiUrl: string;
	readonly webUrl: string;
	readonly peerTubeUrl: string;
	private readonly http;

	constructor(private readonly sandbox: Sandbox) {
		this.apiUrl = `${sandbox.urls.fluxer}/v1`;
		this.webUrl = sandbox.urls.fluxer;
		this.peerTubeUrl = sandbox.urls.peerTube;
		this.http = axios.create({ baseURL: sandbox.urls.control, proxy: false });
	}

	/** Takes everything back to the start, with the limits out of the way. */
	async reset(): Promise<void> {
		for (const [provider, settings] of Object.entries(unlimited)) {
			await this.http.post(`/${provider}/reset`, {});
			await this.http.patch(`/${provider}/settings`, settings);
		}
		await this.http.put(`/peertube/users/${ACCOUNT.username}`, { password: ACCOUNT.password });
	}

	/** From now on Fluxer does its work and answers so many milliseconds later. */
	async answerAfter(delayMs: number): Promise<void> {
		await this.http.delete('/fluxer/faults');
		if (delayMs === 0) return;
		await this.http.post('/fluxer/faults', { kind: 'status', after: true, delayMs, times: NO_LIMIT });
	}

	async lifetime(provider: BenchProvider, accessTokenSeconds: number): Promise<void> {
		await this.http.patch(`/${provider}/settings`, { accessTokenSeconds });
	}

	async tokens(): Promise<Tokens> {
		return (await this.http.post<Tokens>('/fluxer/tokens', {})).data;
	}

	/** Ends all sessions at a provider: whoever holds one has to begin anew. */
	async endSessions(provider: BenchProvider): Promise<void> {
		await this.http.post(`/${provider}/tokens/revoke`, {});
	}

	/** What a provider counted while the work went on. */
	async counting<T>(provider: BenchProvider, work: () => Promise<T>): Promise<T & { counters: Counters }> {
		await this.http.delete(`/${provider}/counters`);
		const result = await work();
		return { ...result, counters: (await this.http.get<Counters>(`/${provider}/counters`)).data };
	}

	async stop(): Promise<void> {
		await this.sandbox.stop();
	}
}
