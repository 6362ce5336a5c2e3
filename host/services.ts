import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { HostError, tail } from './errors';
import { programFolders } from './paths';
import { launch, type LaunchOptions, type Running, waitForOutput } from './processes';

/** What n8n's queue mode needs beside n8n, as Debian packages it. */
const packages = { 'redis-server': 'redis-server', initdb: 'postgresql', postgres: 'postgresql' };

interface ServiceOptions {
	/** Where it keeps its data, which is emptied first. */
	folder: string;
	/** On 127.0.0.1. */
	port: number;
	logFile: string;
}

/** A PostgreSQL with a database `postgres` of a user `postgres`. */
interface Postgres extends Running {
	readonly password: string;
}

/** Debian keeps PostgreSQL's programs out of the path, a folder for each version. */
function searchPath(): string[] {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root) : [];
	const newestFirst = versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
	return [...newestFirst.map((version) => path.join(root, version, 'bin')), ...programFolders()];
}

/** Where a program of Redis or PostgreSQL is, if it is installed. */
export function findProgram(program: string, folders = searchPath()): string | undefined {
	return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
}

/** What is not installed of what queue mode needs, by Debian's names of the packages. */
export function missingServices(folders = searchPath()): string[] {
	const missing = Object.entries(packages).filter(([program]) => !findProgram(program, folders));
	return [...new Set(missing.map(([, debianPackage]) => debianPackage))];
}

function programOf(program: keyof typeof packages): string {
	const file = findProgram(program);
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
	if (process.getuid?.() !== 0) return undefined;
	const idOf = (flag: string) => {
		const { stdout, status } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
		return status === 0 ? Number(stdout) : 65_534;
	};
	return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Makes a new data folder, whose user `postgres` has to name the password. */
async function initialise(folder: string, password: string, options: LaunchOptions): Promise<void> {
	const passwordFile = `${folder}.password`;
	const flags = ['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile];
	try {
		writeFileSync(passwordFile, password, { mode: 0o600 });
		if (options.user) chownSync(passwordFile, options.user.uid, options.user.gid);
		const more = ['-E', 'UTF8', '--no-sync', '--no-instructions'];
		const initdb = await launch('initdb', programOf('initdb'), [...flags, ...more], options);
		if ((await initdb.ended) === 0) return;
	} finally {
		await rm(passwordFile, { force: true });
	}
	throw new HostError(`PostgreSQL could not make its data folder:\n${tail(options.logFile)}`);
}

/** Starts a PostgreSQL with new data. Other users of this machine reach its port, so it wants a password, a random one. */
export async function startPostgres({ folder, port, logFile }: ServiceOptions): Promise<Postgres> {
	await rm(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const user = someoneElse();
	if (user) chownSync(folder, user.uid, user.gid);
	const options = { logFile, cwd: '/', ...(user && { user }) };
	const password = randomBytes(24).toString('base64url');
	await initialise(folder, password, options);
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
	return { ...running, password };
}
