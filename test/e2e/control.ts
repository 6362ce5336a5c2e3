import axios, { type AxiosInstance } from 'axios';
import type { Sandbox } from '../../sandbox';
import type { Counters } from '../../sandbox/shared/recorder';

/** The sandbox's control side, for one provider. */
export class Control {
	private readonly http: AxiosInstance;

	constructor({ control }: Sandbox, provider: string) {
		this.http = axios.create({ baseURL: `${control}/${provider.toLowerCase()}`, proxy: false });
	}

	send = async <T = unknown>(method: string, url: string, data?: object): Promise<T> => {
		const { status, data: answer } = await this.http.request<T>({
			method,
			url,
			data,
			validateStatus: () => true,
		});
		if (status >= 400) throw new Error(`The sandbox refused ${method} ${url}: ${JSON.stringify(answer)}`);
		return answer;
	};

	settings = async (settings: object) => await this.send('PATCH', '/settings', settings);
	fault = async (fault: object) => await this.send('POST', '/faults', fault);
	faults = async () => await this.send<object[]>('GET', '/faults');
	noFaults = async () => await this.send('DELETE', '/faults');
	counters = async () => await this.send<Counters>('GET', '/counters');
}
