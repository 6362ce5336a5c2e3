import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { HostError, tail } from './errors';
import { importExamples, readExamples } from './examples';
import { installHost, installSteps, readyHost } from './install';
import { startN8nOnFreePorts } from './n8n';
import type { HostNode } from './node';
import type { Options } from './options';
import { signIn } from './owner';
import { installPackages, packPackage } from './package';
import { dataFolder, examplesFolder, root } from './paths';
import { freePorts } from './ports';
import type { Running } from './processes';
import { Progress } from './progress';
import { collectSecrets } from './redact';
import { renderReport } from './report';
import { N8nRest } from './rest';
import { hasManualTrigger, runExamples } from './runExamples';
import { changeSettings, sandboxPorts, startSandbox } from './sandbox';
import { pinned } from './versions';
import { demoCredentials, welcome } from './welcome';

const userFolder = path.join(dataFolder, 'n8n');
const logs = path.join(dataFolder, 'logs');
const log = (name: string) => path.join(logs, `${name}.log`);
const say = (text: string) => process.stdout.write(`${text}\n`);

async function install(ready: HostNode | undefined, progress: Progress): Promise<HostNode> {
	if (ready) return ready;
	say('n8n gets installed in host/ first: about 3 GB and 5 to 10 minutes, this once.');
	say(`What npm says goes to ${log('install')}\n`);
	return await installHost({ host: pinned, logFile: log('install'), progress });
}

/** @throws HostError when nothing is kept of that version */
function examplesOf({ saved }: Options): string {
	if (!saved) return examplesFolder;
	const folder = path.join(root, 'test', 'saved', saved);
	if (existsSync(folder)) return folder;
	throw new HostError(
		`Nothing is kept of version ${saved}`,
		'Look into test/saved for the versions there are.',
	);
}

async function untilOneEnds(processes: Running[]): Promise<never> {
	const { name, logFile } = await Promise.race(
		processes.map(async (running) => await running.ended.then(() => running)),
	);
	throw new HostError(`${name} ended by itself:\n${tail(logFile)}`, `Its log is ${logFile}`);
}

/**
 * Does all that `npm start` is for, except stopping what it started.
 * @param onOpen told when everything has run and the editor is left open
 * @returns the exit code, with `--once`; otherwise it goes on until a process ends by itself
 * @throws HostError, RestError
 */
export async function run(options: Options, onOpen: () => void): Promise<number> {
	await rm(logs, { recursive: true, force: true });
	if (!options.keep) await rm(userFolder, { recursive: true, force: true });
	const ready = readyHost(pinned);
	const progress = new Progress(6 + (ready ? 0 : installSteps));
	const node = await install(ready, progress);

	const tarball = await progress.step('build this package', async () => await packPackage(log('build')));
	await progress.step(
		'put it into n8n',
		async () => await installPackages([tarball], userFolder, log('build')),
	);
	const n8n = await progress.step(
		'start n8n',
		async () => await startN8nOnFreePorts({ node, userFolder, logFile: log('n8n') }),
	);
	// After n8n, whose address its clients have registered.
	const sandbox = await progress.step(
		'start the sandbox',
		async () => await startSandbox(await freePorts(sandboxPorts), n8n.baseUrl, log('sandbox')),
	);
	// As forgiving as the service is known to be: n8n's own Connect repeats no state.
	await changeSettings(sandbox.urls, { dropboxsign: { requireState: false } });
	const examples = readExamples(examplesOf(options), sandbox.urls, n8n.baseUrl);
	const rest = new N8nRest(n8n.baseUrl);
	const { owner, imported } = await progress.step('import the examples', async () => ({
		owner: await signIn(rest, userFolder),
		imported: await importExamples(rest, sandbox.urls, examples),
	}));
	let current = '';
	const runnable = imported.filter(hasManualTrigger);
	const secrets = collectSecrets(examples.credentials);
	const onStart = (name: string) => (current = name);
	const outcomes = await progress.step(
		'run the examples',
		async () => await runExamples(rest, sandbox.urls, runnable, { onStart, secrets }),
		() => current,
	);
	say(`\n${renderReport(outcomes)}`);
	const others = imported.filter((example) => !runnable.includes(example));
	if (others.length)
		say(`Not run, for lack of a Manual Trigger: ${others.map(({ file }) => file).join(', ')}`);
	if (options.once) return outcomes.length && outcomes.every(({ succeeded }) => succeeded) ? 0 : 1;
	const types = await rest.describeCredentialTypes();
	say(welcome(n8n, sandbox, owner, demoCredentials(examples.credentials, types)));
	onOpen();
	return await untilOneEnds([n8n, sandbox]);
}
