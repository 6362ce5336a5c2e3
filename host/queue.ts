import { cp } from 'node:fs/promises';
import path from 'node:path';
import { type N8n, type N8nOptions, startN8n, startWorker } from './n8n';
import type { HostNode } from './node';
import { freePorts } from './ports';
import type { Running } from './processes';
import { startPostgres, startRedis } from './services';
import type { Host } from './versions';

interface QueueOptions {
	host: Host;
	node: HostNode;
	/** Gets a folder for each of the processes, and their data. */
	folder: string;
	/** A user folder that has the community packages in it. */
	packagesFrom: string;
	/** Of the main n8n. */
	port: number;
	workers: number;
	/** Where the log of a process goes. */
	log: (name: string) => string;
	env?: Record<string, string>;
}

/** An n8n in queue mode: a main process that takes requests, and workers that execute. */
interface Queue {
	main: N8n;
	workers: Running[];
	/** Its database, as user and database `postgres`. */
	postgres: { readonly port: number; readonly password: string };
	stop(): Promise<void>;
}

/**
 * Starts Redis, PostgreSQL, n8n and its workers, all on loopback ports of their own.
 * @throws HostError when one of them does not start
 */
export async function startQueue(options: QueueOptions): Promise<Queue> {
	const { host, node, folder, packagesFrom, log } = options;
	const names = Array.from({ length: options.workers }, (_, index) => `worker${index + 1}`);
	const wanted = ['redis', 'postgres', 'broker', ...names, ...names.map((name) => `${name}Broker`)];
	const ports = await freePorts(
		Object.fromEntries(wanted.map((name, index) => [name, options.port + 2 + index])),
	);
	const service = (name: string) => ({
		folder: path.join(folder, name),
		port: ports[name] ?? 0,
		logFile: log(name),
	});
	const [redis, postgres] = await Promise.all([
		startRedis(service('redis')),
		startPostgres(service('postgres')),
	]);
	const env = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(ports.redis),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(ports.postgres),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'postgres',
		DB_POSTGRESDB_PASSWORD: postgres.password,
		// All of them have to read the same credentials.
		N8N_ENCRYPTION_KEY: 'a key for data that is thrown away',
		...options.env,
	};
	const optionsFor = async (name: string, port: number, brokerPort: number): Promise<N8nOptions> => {
		const userFolder = path.join(folder, name);
		const nodes = path.join('.n8n', 'nodes');
		await cp(path.join(packagesFrom, nodes), path.join(userFolder, nodes), { recursive: true });
		return { host, node, userFolder, port, brokerPort, logFile: log(name), env };
	};
	const main = await startN8n(await optionsFor('main', options.port, ports.broker ?? 0));
	const workers = await Promise.all(
		names.map(async (name) =>
			startWorker(await optionsFor(name, ports[name] ?? 0, ports[`${name}Broker`] ?? 0)),
		),
	);
	return {
		main,
		workers,
		postgres: { port: ports.postgres ?? 0, password: postgres.password },
		async stop() {
			await Promise.all([main, ...workers].map(async (running) => await running.stop()));
			await Promise.all([redis, postgres].map(async (running) => await running.stop()));
		},
	};
}
