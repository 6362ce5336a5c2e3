import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox';
import type { Counters, RecordedRequest } from '../../sandbox/shared/recorder';

/** The sandbox's control side, for one provider. */
export class Control {
	private readonly http;

	constructor({ control }: Sandbox, provider: string) {
		this.http = axios.create({ baseURL: `${control}/${provider}`, maxRedirects: 0 });
	}

	/** One of the routes that only this provider has. */
	call = async <T>(method: 'DELETE' | 'GET' | 'POST' | 'PUT', path: string, data?: object) =>
		(await this.http.request<T>({ method, url: path, data })).data;
	reset = async () => await this.http.post('/reset', {});
	settings = async (settings: object) => await this.http.patch('/settings', settings);
	advance = async (advanceSeconds: number) => await this.http.post('/clock', { advanceSeconds });
	fault = async (fault: object) => await this.http.post('/faults', fault);
	noFaults = async () => await this.http.delete('/faults');
	user = async (name: string, account: object) => await this.http.put(`/users/${name}`, account);
	externalAuthToken = async (username: string, given: object = {}) =>
		(await this.http.post<{ token: string }>('/external-auth-tokens', { username, ...given })).data.token;
	expire = async (username?: string) => await this.http.post('/tokens/expire', { username });
	tokens = async (given: object = {}) => (await this.http.post<IDataObject>('/tokens', given)).data;
	revoke = async (username?: string) => await this.http.post('/tokens/revoke', { username });
	counters = async () => (await this.http.get<Counters>('/counters')).data;
	requests = async () => (await this.http.get<RecordedRequest[]>('/requests')).data;
}
