import path from 'node:path';
import { HostError } from './errors';
import { freePorts } from './ports';
import type { HostNode } from './node';
import { launch, type Running, waitForOutput } from './processes';
import { type Host, pinned } from './versions';

/** How one n8n is started. Both ports have to be free: it takes no others in their place. */
export interface N8nOptions {
	/** The Node to run it with. */
	node: HostNode;
	/** The pinned one when left out. */
	host?: Host;
	/** n8n's database, settings and community packages; made when missing. */
	userFolder: string;
	port: number;
	/** The second port n8n listens on, for its task runners. */
	brokerPort: number;
	/** Takes n8n's output; appended to. */
	logFile: string;
	/** More settings; they win over the ones made here. */
	env?: Record<string, string>;
	/** How long the start may take; migrations of a new database included. */
	timeoutMs?: number;
}

/** An n8n that is ready for requests. */
export interface N8n extends Running {
	/** Where the editor and the REST API are, such as `http://localhost:5678`. */
	readonly baseUrl: string;
}

const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
};

// Settings of another n8n on this machine, of npm and of a test runner would change this one.
const foreign = /^(npm_|N8N_|DB_|EXECUTIONS_|QUEUE_|CREDENTIALS_|JEST_|NODE_ENV$|WEBHOOK_URL$)/i;

/** The environment of an n8n that listens on loopback only, keeps to its user folder and calls nobody. */
function n8nEnv(options: N8nOptions): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
	const direct = [inherited.NO_PROXY ?? inherited.no_proxy, 'localhost', '127.0.0.1']
		.filter(Boolean)
		.join(',');
	return {
		...inherited,
		...quiet,
		NO_PROXY: direct,
		no_proxy: direct,
		DB_TYPE: 'sqlite',
		N8N_USER_FOLDER: options.userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: 'localhost',
		N8N_PORT: String(options.port),
		N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
		// The editor is opened over plain HTTP.
		N8N_SECURE_COOKIE: 'false',
		...(options.host ?? pinned).env,
		...options.env,
	};
}

async function launchN8n(
	name: string,
	command: string,
	ready: string,
	options: N8nOptions,
): Promise<Running> {
	const { node, host = pinned, logFile, timeoutMs = 120_000 } = options;
	const program = path.join(host.folder, 'node_modules', 'n8n', 'bin', 'n8n');
	const running = await launch(name, node.executable, [program, command], { env: n8nEnv(options), logFile });
	await waitForOutput(running, (output) => output.includes(ready) || undefined, timeoutMs);
	return running;
}

/**
 * Starts n8n and waits until its editor answers. Without an `N8N_ENCRYPTION_KEY` in `env` n8n makes itself a random
 * one in a new user folder.
 * @throws HostError when it ends or is not ready in time; the error shows the end of its log
 */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	// Every version prints this last, while the health endpoints differ between versions.
	const running = await launchN8n('n8n', 'start', 'Editor is now accessible via', options);
	return { ...running, baseUrl: `http://localhost:${options.port}` };
}

/**
 * Starts a worker of an n8n in queue mode, whose `env` says where queue and database are; its port answers health
 * checks only.
 * @throws HostError like {@link startN8n}
 */
export async function startWorker(options: N8nOptions): Promise<Running> {
	const env = { ...options.env, QUEUE_HEALTH_CHECK_PORT: String(options.port) };
	return await launchN8n('an n8n worker', 'worker', 'n8n worker is now ready', { ...options, env });
}

/** Starts n8n on 5678 when nobody has it, else on any free port; once more when somebody takes it meanwhile. */
export async function startN8nOnFreePorts(
	options: Omit<N8nOptions, 'port' | 'brokerPort'>,
	attempts = 3,
): Promise<N8n> {
	const { port, brokerPort } = await freePorts({ port: 5678, brokerPort: 5679 });
	return await startN8n({ ...options, port, brokerPort }).catch(async (error: unknown) => {
		const isTaken = error instanceof HostError && error.message.includes('is already in use');
		if (!isTaken || attempts <= 1) throw error;
		return await startN8nOnFreePorts(options, attempts - 1);
	});
}
