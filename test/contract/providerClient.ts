import { type ProviderName, type Sandbox, startSandbox } from '../../sandbox';
import { testTime } from '../support/testTime';
import { type Answer, type CallOptions, send } from './http';

/** Talks to one provider of a running sandbox, and to the control side. */
export class ProviderClient {
	constructor(
		private readonly provider: ProviderName,
		public sandbox: Sandbox,
	) {}

	/** One call of the stand-in, without any check: for answers a fault has spoilt. */
	async raw(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
		const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
		if (options.token) headers.Authorization = `Bearer ${options.token}`;
		return await send(method, this.sandbox[this.provider] + path, { ...options, headers });
	}

	/** One call of the control side; fails unless it succeeds. */
	async control(method: string, path: string, body?: Record<string, unknown>): Promise<Answer['json']> {
		const answer = await this.rawControl(method, path, body);
		if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
		return answer.json;
	}

	async rawControl(method: string, path: string, body?: Record<string, unknown>): Promise<Answer> {
		return await send(method, this.sandbox.control + path, { body, asJson: true });
	}

	async settings(patch: Record<string, unknown>): Promise<void> {
		await this.control('PATCH', `${this.prefix}/settings`, patch);
	}

	async advance(advanceSeconds: number): Promise<void> {
		await this.control('POST', `${this.prefix}/clock`, { advanceSeconds });
	}

	async reset(): Promise<void> {
		await this.control('POST', `${this.prefix}/reset`);
	}

	private get prefix(): string {
		return `/${this.provider.toLowerCase()}`;
	}
}

/** Gives the tests of a file one sandbox, as good as new for each of them. */
export function withSandbox<Client extends ProviderClient>(client: Client): Client {
	beforeAll(async () => {
		client.sandbox = await startSandbox({ time: testTime.ofSandbox });
	});
	afterAll(async () => await client.sandbox.close());
	beforeEach(async () => await client.reset());
	return client;
}
