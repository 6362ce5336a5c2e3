import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { HostError } from './errors';
import { freshConnection } from './freshConnection';
import { type Time, untilReady, wallTime } from './patience';

/** A refusal of n8n's REST API; `status` is undefined when there was no answer. It carries nothing that was sent. */
export class RestError extends HostError {
	constructor(
		message: string,
		readonly status?: number,
	) {
		super(message);
		this.name = 'RestError';
	}
}

/**
 * Sends requests to the API behind n8n's editor (`/rest`), with the cookie of whoever has signed in. Each may take a
 * minute.
 */
export class RestClient {
	private readonly http: AxiosInstance;

	constructor(
		protected readonly baseUrl: string,
		private readonly time: Time = wallTime,
	) {
		this.http = axios.create({
			baseURL: `${baseUrl}/rest`,
			proxy: false,
			...freshConnection,
			timeout: 60_000,
			validateStatus: () => true,
		});
	}

	/** Sends a request to the REST API and returns what n8n answers under `data`. Throws RestError when it refuses. */
	async request<T>(method: string, url: string, data?: unknown): Promise<T> {
		const ask = async () => await this.http.request<{ data: T; message?: string }>({ method, url, data });
		const response = await untilReady(ask, this.time).catch((error: Error) => {
			throw new RestError(`${method} ${url}: ${error.message}`);
		});
		if (response.status >= 400) {
			const reason = response.data?.message ?? response.statusText;
			throw new RestError(`${method} ${url}: ${reason} (${response.status})`, response.status);
		}
		const cookies = response.headers['set-cookie']?.map((cookie) => cookie.split(';', 1)[0]);
		if (cookies) this.http.defaults.headers.common.Cookie = cookies.join('; ');
		return response.data.data;
	}

	/** Opens a page of any host, and no other that it leads to. */
	protected async follow(url: string): Promise<AxiosResponse<string>> {
		const options = { baseURL: '', maxRedirects: 0, responseType: 'text' } as const;
		return await untilReady(async () => await this.http.get<string>(url, options), this.time);
	}
}
