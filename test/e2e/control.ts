import type { Sandbox } from '../../sandbox';
import type { ControlRequest } from '../../sandbox/shared/directory';
import type { Counters } from '../../sandbox/shared/recorder';

type Method = ControlRequest['method'];

/** The sandbox's control side, for one provider. */
export class Control {
	private readonly prefix: string;

	constructor(
		private readonly sandbox: Sandbox,
		provider: string,
	) {
		this.prefix = `/${provider.toLowerCase()}`;
	}

	send = async <T = unknown>(method: Method, path: string, body?: object): Promise<T> => {
		const { status, body: answer } = await this.sandbox.ask({ method, path: this.prefix + path, body });
		if (status >= 400) throw new Error(`The sandbox refused ${method} ${path}: ${JSON.stringify(answer)}`);
		return answer as T;
	};

	settings = async (settings: object) => await this.send('PATCH', '/settings', settings);
	fault = async (fault: object) => await this.send('POST', '/faults', fault);
	faults = async () => await this.send<object[]>('GET', '/faults');
	noFaults = async () => await this.send('DELETE', '/faults');
	counters = async () => await this.send<Counters>('GET', '/counters');
}
