import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { HostError, tail } from './errors';
import { launch, type Running, waitForOutput } from './processes';

/** What n8n's queue mode needs beside n8n, as Debian packages it. */
const packages = { 'redis-server': 'redis-server', initdb: 'postgresql', postgres: 'postgresql' };
type Program = keyof typeof packages;

export interface ServiceOptions {
	/** Where it keeps its data, which is emptied first. */
	folder: string;
	/** On 127.0.0.1. */
	port: number;
	logFile: string;
}

/** Debian keeps PostgreSQL's programs out of the path, a folder for each version. */
function searchPath(): string[] {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root) : [];
	const newestFirst = versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
	return [
		...newestFirst.map((version) => path.join(root, version, 'bin')),
		...(process.env.PATH ?? '').split(path.delimiter),
	];
}

function find(program: Program): string | undefined {
	return searchPath()
		.map((folder) => path.join(folder, program))
		.find((file) => existsSync(file));
}

const isRoot = () => process.getuid?.() === 0;

/** Without the policy Debian would start the services on their usual ports, where others may be. */
function installWithApt(missing: string[], logFile: string): void {
	const policy = '/usr/sbin/policy-rc.d';
	const script = [
		`test -e ${policy} || { printf '#!/bin/sh\\nexit 101\\n' > ${policy}; chmod +x ${policy}; trap 'rm -f ${policy}' EXIT; }`,
		'apt-get update',
		`apt-get install -y --no-install-recommends ${missing.join(' ')}`,
	].join('; ');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync('sh', ['-c', `{ ${script}; } >>"${logFile}" 2>&1`], { env, stdio: 'ignore' });
}

/**
 * Makes sure that Redis and PostgreSQL are installed; as root on Debian it installs them.
 * @throws HostError that says what to install
 */
export function needServices(logFile: string): void {
	const missing = () => [
		...new Set(
			(Object.keys(packages) as Program[])
				.filter((program) => find(program) === undefined)
				.map((program) => packages[program]),
		),
	];
	mkdirSync(path.dirname(logFile), { recursive: true });
	if (missing().length > 0 && isRoot() && existsSync('/usr/bin/apt-get')) installWithApt(missing(), logFile);
	if (missing().length === 0) return;
	throw new HostError(
		`n8n's queue mode needs ${missing().join(' and ')}, which ${missing().length > 1 ? 'are' : 'is'} not installed here.`,
		`On Debian and Ubuntu: apt-get install ${missing().join(' ')}. Neither has to run as a service.\n${tail(logFile)}`,
	);
}

function programOf(program: Program): string {
	const file = find(program);
	if (file === undefined) throw new HostError(`${program} is not installed.`);
	return file;
}

/** Starts a Redis that keeps nothing on disk. */
export async function startRedis({ folder, port, logFile }: ServiceOptions): Promise<Running> {
	await rm(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const running = await launch('Redis', programOf('redis-server'), [...args, '--dir', folder], { logFile });
	await waitForOutput(
		running,
		(output) => output.includes('Ready to accept connections') || undefined,
		15_000,
	);
	return running;
}

/** PostgreSQL refuses to run as root. */
function someoneElse(): { uid: number; gid: number } | undefined {
	if (!isRoot()) return undefined;
	const idOf = (flag: string) => {
		const { stdout, status } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
		return status === 0 ? Number(stdout) : 65_534;
	};
	return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Starts a PostgreSQL with a new database `postgres` of a user `postgres`, who needs no password. */
export async function startPostgres({ folder, port, logFile }: ServiceOptions): Promise<Running> {
	await rm(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const user = someoneElse();
	if (user) chownSync(folder, user.uid, user.gid);
	const options = { logFile, cwd: '/', ...(user && { user }) };
	const flags = [
		'-D',
		folder,
		'-U',
		'postgres',
		'-A',
		'trust',
		'-E',
		'UTF8',
		'--no-sync',
		'--no-instructions',
	];
	const initdb = await launch('initdb', programOf('initdb'), flags, options);
	if ((await initdb.ended) !== 0) {
		throw new HostError(`PostgreSQL could not make its data folder:\n${tail(logFile)}`);
	}
	// What is in it is worth nothing after the run, so it need not reach the disk.
	const settings = [
		'fsync=off',
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		'max_connections=60',
	];
	const args = ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
	const running = await launch('PostgreSQL', programOf('postgres'), args, options);
	const ready = (output: string) => output.includes('ready to accept connections') || undefined;
	await waitForOutput(running, ready, 30_000);
	return running;
}
