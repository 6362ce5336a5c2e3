import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { adviceFor, HostError, tail } from './errors';
import type { HostNode } from './node';
import { programFolders, root } from './paths';
import { launch } from './processes';

interface NpmOptions {
	cwd: string;
	/** The Node that npm and the scripts it runs get. */
	node: HostNode;
	/** Takes npm's output; appended to. */
	logFile: string;
}

function isNpm(file: string | undefined): file is string {
	return file !== undefined && path.basename(file) === 'npm-cli.js' && existsSync(file);
}

function onPath(folder: string): string[] {
	const link = path.join(folder, 'npm');
	return [
		path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		...(existsSync(link) ? [realpathSync(link)] : []),
	];
}

/** The machine's npm as a script that any Node can run. Throws HostError when there is none. */
function findNpm(): string {
	const folders = [path.dirname(process.execPath), ...programFolders()];
	const found = [process.env.npm_execpath, ...folders.flatMap(onPath)].find(isNpm);
	if (!found)
		throw new HostError('npm was not found.', 'Install npm, which comes with Node, and run `npm start`.');
	return found;
}

/** The environment variables by which an npm hands on what the repository's .npmrc says. */
function ownSettings(): string[] {
	const lines = readFileSync(path.join(root, '.npmrc'), 'utf8').split('\n');
	return lines.map((line) => `npm_config_${line.split('=', 1)[0]?.trim().replaceAll('-', '_')}`);
}

/**
 * The environment for npm in another folder: the chosen Node first on the path, and what the user configured, but
 * nothing that is meant for the repository itself. npm would not tell the two apart, and n8n, for one, lacks
 * packages when it is installed with the repository's `legacy-peer-deps`.
 */
function npmEnv(node: HostNode): NodeJS.ProcessEnv {
	const dropped = new Set([...ownSettings(), 'npm_config_local_prefix']);
	const kept = Object.entries(process.env).filter(
		([name]) => !/^npm_(?!config_)/i.test(name) && !dropped.has(name.toLowerCase()),
	);
	const env: NodeJS.ProcessEnv = Object.fromEntries(kept);
	const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	env[pathName] = [path.dirname(node.executable), env[pathName]].filter(Boolean).join(path.delimiter);
	if (node.headers) env.npm_config_nodedir = node.headers;
	return env;
}

/**
 * Runs npm and waits for it.
 * @throws HostError with the end of its output and what to do, when it fails or there is no npm
 */
export async function npm(args: string[], { cwd, node, logFile }: NpmOptions): Promise<void> {
	const quiet = ['--no-audit', '--no-fund', '--no-progress', '--no-update-notifier', '--loglevel=warn'];
	// Without a network npm would otherwise be silent for more than a minute.
	const impatient = ['--fetch-retry-maxtimeout=20000'];
	const command = [findNpm(), ...args, ...quiet, ...impatient];
	const child = await launch(`npm ${args[0]}`, node.executable, command, {
		cwd,
		env: npmEnv(node),
		logFile,
		// When told to end, it would take its time to undo what it has done. The next start does that anyway.
		graceMs: 1_000,
	});
	const code = await child.ended;
	if (code === 0) return;
	throw new HostError(
		`npm ${args[0]} failed (${code}):\n${tail(logFile)}\n\nAll of it: ${logFile}`,
		adviceFor(child.output()),
	);
}
