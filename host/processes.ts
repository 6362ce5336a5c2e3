import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HostError, tail } from './errors';

/**
 * Where a process runs and what becomes of its output. Folder, environment and user are this program's own where they
 * are left out.
 */
export interface LaunchOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Takes stdout and stderr; appended to. */
	logFile: string;
	/** How long it may take to end, in milliseconds, before it is made to. */
	graceMs?: number;
	/** Who it runs as, where that is not whoever runs this program. */
	user?: { uid: number; gid: number };
}

/** A child process with everything it started. */
export interface Running {
	readonly pid: number;
	readonly name: string;
	readonly logFile: string;
	/** Settles when the process has ended: its exit code, or the name of the signal that ended it. */
	readonly ended: Promise<number | string>;
	/** What it has printed so far. */
	output(): string;
	/** Asks the process and its children to end, and after a while (`graceMs` milliseconds) makes them. */
	stop(graceMs?: number): Promise<void>;
	/** Ends the process and its children without asking, as a power cut would. */
	kill(): Promise<void>;
}

const windows = process.platform === 'win32';
const children = new Map<Running, ChildProcess>();
let stopping = false;

function signal(child: ChildProcess, name: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	if (windows) {
		spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-child.pid, name);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

// The last resort, when this program ends in a way nobody foresaw.
process.once('exit', () => {
	for (const child of children.values()) signal(child, 'SIGKILL');
});

/**
 * Starts a process in a group of its own, so that a Ctrl+C in the terminal reaches only this program, which then
 * ends its children in order, and so that no grandchild (a compiler, a task runner) outlives them.
 * @throws HostError when it cannot be started, or when everything is being stopped.
 */
export async function launch(
	name: string,
	command: string,
	args: string[],
	options: LaunchOptions,
): Promise<Running> {
	if (stopping) throw new HostError(`${name} was not started: stopping`);
	mkdirSync(path.dirname(options.logFile), { recursive: true });
	const { cwd, env, logFile, graceMs: patience = 15_000, user } = options;
	const log = openSync(logFile, 'a');
	const logStart = fstatSync(log).size;
	const child = spawn(command, args, {
		cwd,
		env,
		...user,
		detached: !windows,
		windowsHide: true,
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	const running: Running = {
		pid: child.pid ?? 0,
		name,
		logFile,
		ended: new Promise((resolve) => {
			child.once('exit', (code, by) => {
				signal(child, 'SIGKILL');
				children.delete(running);
				resolve(code ?? by ?? 'unknown');
			});
		}),
		output: () => readFileSync(logFile).subarray(logStart).toString(),
		async stop(graceMs = patience) {
			// Once it has ended, its number may be another's.
			if (child.exitCode !== null || child.signalCode !== null) return;
			signal(child, 'SIGTERM');
			const timer = setTimeout(() => signal(child, 'SIGKILL'), graceMs);
			await running.ended;
			clearTimeout(timer);
		},
		async kill() {
			if (child.exitCode !== null || child.signalCode !== null) return;
			signal(child, 'SIGKILL');
			await running.ended;
		},
	};
	await new Promise<void>((resolve, reject) => {
		child.once('spawn', resolve);
		child.once('error', (error) => reject(new HostError(`${name} could not be started: ${error.message}`)));
	});
	children.set(running, child);
	return running;
}

/** Ends every process started here, the newest first, and starts no more. */
export async function stopAll(graceMs?: number): Promise<void> {
	stopping = true;
	for (const running of [...children.keys()].reverse()) await running.stop(graceMs);
}

/**
 * Waits until `find` finds something in what a process prints.
 * @throws HostError when the process ends first, or when `timeoutMs` milliseconds pass, and then stops it; the error
 * shows the end of its log
 */
export async function waitForOutput<T>(
	running: Running,
	find: (output: string) => T | undefined,
	timeoutMs: number,
): Promise<T> {
	const { name, logFile } = running;
	let problem = '';
	void running.ended.then((how) => (problem = `ended (${how})`));
	for (const deadline = Date.now() + timeoutMs; ; await sleep(100)) {
		const found = find(running.output());
		if (found !== undefined) return found;
		if (Date.now() > deadline) problem ||= `was not ready within ${timeoutMs / 1000} seconds`;
		if (!problem) continue;
		await running.stop();
		throw new HostError(`${name} ${problem}:\n${tail(logFile)}`, `Its log is ${logFile}`);
	}
}
