import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type N8n, type N8nOptions, startN8n } from '../../host/n8n';
import type { HostNode } from '../../host/node';
import { signIn } from '../../host/owner';
import { freePorts } from '../../host/ports';
import { N8nRest } from '../../host/rest';
import type { Host } from '../../host/versions';
import type { Machines } from './bench';
import { Gate } from './gate';
import { folders, log } from './setUp';
import { Storage } from './storage';

const eventLog = (userFolder: string) => path.join(userFolder, '.n8n', 'n8nEventLog.log');
/** Not the same in each run: several may begin at once, and n8n takes its port long after it was looked at. */
const FIRST_PORT = 20_000 + (process.pid % 400) * 20;

/** One of several n8n that know nothing of each other: an n8n keeps but one core busy. */
export class Site {
	private constructor(
		private readonly options: N8nOptions,
		private n8n: N8n,
		readonly machines: Machines,
	) {}

	/** Starts so many; all of them believe that browsers find them at the address of the first. */
	static async open(host: Host, node: HostNode, count: number): Promise<Site[]> {
		const wanted = Array.from({ length: count }, (_, index) => [`n8n${index}`, `broker${index}`]).flat();
		const ports = await freePorts(
			Object.fromEntries(wanted.map((name, index) => [name, FIRST_PORT + index])),
		);
		const env = { N8N_EDITOR_BASE_URL: `http://localhost:${ports.n8n0}` };
		return await Promise.all(
			Array.from({ length: count }, async (_, index) => {
				const userFolder = path.join(folders.queue, `site${index + 1}`);
				await cp(folders.n8n, userFolder, { recursive: true });
				const [port = 0, brokerPort = 0] = [ports[`n8n${index}`], ports[`broker${index}`]];
				const logFile = log(`n8n${index + 1}`);
				const options = { host, node, userFolder, port, brokerPort, logFile, env };
				const n8n = await startN8n(options);
				const rest = new N8nRest(n8n.baseUrl);
				await signIn(rest, userFolder);
				const storage = new Storage(node, userFolder, [logFile, eventLog(userFolder)]);
				const machines = { n8n: host.version, rest, baseUrl: n8n.baseUrl, storage, gate: new Gate() };
				return new Site(options, n8n, machines);
			}),
		);
	}

	get port(): number {
		return this.options.port;
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
	}

	async restart(): Promise<void> {
		await this.n8n.stop();
		this.n8n = await startN8n(this.options);
	}

	/** Ends it as a power cut would, and starts it again. */
	async crash(): Promise<void> {
		await this.n8n.kill();
		// Else n8n pauses for ten seconds, to slow down a crash that repeats itself.
		await rm(path.join(this.options.userFolder, '.n8n', 'crash.journal'), { force: true });
		this.n8n = await startN8n(this.options);
	}
}
