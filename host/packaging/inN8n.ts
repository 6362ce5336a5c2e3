import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Workflow } from '../entities';
import { HostError } from '../errors';
import { type Example, importExamples, isPublished, readExamples } from '../examples';
import { startN8n } from '../n8n';
import type { HostNode } from '../node';
import { signIn } from '../owner';
import { credentialTypes, installPackages, packPackage, wholePackage } from '../package';
import { dataFolder, examplesFolder, root } from '../paths';
import { freePorts } from '../ports';
import type { Progress } from '../progress';
import { collectSecrets } from '../redact';
import type { Outcome } from '../report';
import { N8nRest } from '../rest';
import { hasManualTrigger, runExamples } from '../runExamples';
import { changeSettings, sandboxPorts, type SandboxUrls, startSandbox } from '../sandbox';
import { type Built, manifestAt } from './built';
import { type Brought, broughtBy, problemsOfTypes } from './servedTypes';

const folder = path.join(dataFolder, 'packages');
const userFolder = path.join(folder, 'n8n');
const exported = path.join(folder, 'exported');
const log = (name: string) => path.join(folder, 'logs', `${name}.log`);

/** A workflow that is in n8n. */
type Stored = Example & { id: string };

/** What there is to know of an n8n after the packages in it were looked at. */
interface Seen {
	readonly problems: string[];
	readonly outcomes: Outcome[];
}

/** How many steps of the progress {@link tryInN8n} takes. */
export const trialSteps = (packages: number) => packages + 2;

/**
 * Does in a real n8n what somebody does who moves from the package of all services to single ones: that one is
 * installed with all examples and their credentials, the workflows are exported and rewritten, then each single package
 * takes its place alone, and all of them together. Credentials stay as they are all the while.
 *
 * @throws HostError when n8n does not start, or refuses a workflow
 */
export async function tryInN8n(built: readonly Built[], node: HostNode, progress: Progress): Promise<Seen> {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(exported, { recursive: true });
	const trial = await Trial.begin(node);
	const moved = await progress.step('n8n with the package of all', async () => await trial.withAllInOne());
	const seen = [moved];
	for (const each of built)
		seen.push(await progress.step(`n8n with ${each.packageName} alone`, async () => await trial.alone(each)));
	seen.push(await progress.step('n8n with all of them', async () => await trial.together(built)));
	return {
		problems: seen.flatMap(({ problems }) => problems),
		outcomes: seen.flatMap(({ outcomes }) => outcomes),
	};
}

class Trial {
	private examples: Stored[] = [];
	private secrets: Iterable<string> = [];

	private constructor(
		private readonly node: HostNode,
		private readonly ports: { port: number; brokerPort: number },
		private readonly urls: SandboxUrls,
	) {}

	/** Has a sandbox that knows where n8n is going to be, every time. */
	static async begin(node: HostNode): Promise<Trial> {
		// n8n's usual ports would be taken by another one that is started between two of ours.
		const ports = await freePorts({ port: 5690, brokerPort: 5691 });
		const address = `http://localhost:${ports.port}`;
		const { urls } = await startSandbox(await freePorts(sandboxPorts), address, log('sandbox'));
		// As forgiving as the service is known to be: n8n's own Connect repeats no state.
		await changeSettings(urls, { dropboxsign: { requireState: false } });
		return new Trial(node, ports, urls);
	}

	async withAllInOne(): Promise<Seen> {
		const { name, n8n } = wholePackage();
		const tarball = await packPackage(log('build'));
		return await this.inN8n([{ tarball, ...broughtBy(name, n8n) }], async (rest) => {
			const examples = readExamples(examplesFolder, this.urls, `http://localhost:${this.ports.port}`);
			this.secrets = collectSecrets(examples.credentials);
			const imported = await importExamples(rest, this.urls, examples);
			this.examples = await exportedAndMoved(rest, imported);
			return [];
		});
	}

	/** Runs the examples that come with the package. */
	async alone(built: Built): Promise<Seen> {
		const own = this.examples.filter(({ file }) => existsSync(path.join(built.at, 'examples', file)));
		if (own.length === 0) throw new HostError(`${built.packageName} has no examples`);
		return await this.inN8n([broughtOf(built)], async (rest) => await this.run(rest, own));
	}

	async together(built: readonly Built[]): Promise<Seen> {
		return await this.inN8n(built.map(broughtOf), async (rest) => await this.run(rest, this.examples));
	}

	/** Brings workflows as they were moved into n8n, in place of what they were, and runs those that can be. */
	private async run(rest: N8nRest, examples: Stored[]): Promise<Outcome[]> {
		for (const { id, workflow } of examples) {
			const version = await rest.updateWorkflow(id, workflow);
			if (isPublished(workflow)) await rest.activateWorkflow(version);
		}
		const { urls, secrets } = this;
		return await runExamples(rest, urls, examples.filter(hasManualTrigger), { secrets });
	}

	/** Starts n8n with these packages and no others of ours, looks at the types it serves, and does some work there. */
	private async inN8n(
		packages: ReadonlyArray<Brought & { tarball: string }>,
		work: (rest: N8nRest) => Promise<Outcome[]>,
	): Promise<Seen> {
		rmSync(path.join(userFolder, '.n8n', 'nodes'), { recursive: true, force: true });
		const tarballs = packages.map(({ tarball }) => tarball);
		await installPackages(tarballs, userFolder, log('install'));
		const n8n = await startN8n({ node: this.node, userFolder, ...this.ports, logFile: log('n8n') });
		try {
			const rest = new N8nRest(n8n.baseUrl);
			await signIn(rest, userFolder);
			const served = {
				nodes: await rest.describeNodeTypes(),
				credentials: await rest.describeCredentialTypes(),
			};
			const all = credentialTypes();
			const problems = problemsOfTypes(served, packages, (name) => all.includes(name));
			return { problems, outcomes: await work(rest) };
		} finally {
			await n8n.stop();
		}
	}
}

const broughtOf = (built: Built): Brought & { tarball: string } => ({
	tarball: built.tarball,
	...broughtBy(built.packageName, manifestAt(built).n8n),
});

/** What the editor's Download writes, after `scripts/moveWorkflows.mjs` has been at it. */
async function exportedAndMoved(rest: N8nRest, stored: Stored[]): Promise<Stored[]> {
	const fileOf = ({ file }: Stored) => path.join(exported, file);
	for (const each of stored)
		writeFileSync(fileOf(each), JSON.stringify(await rest.readWorkflow(each.id), null, 2));
	const program = path.join(root, 'scripts', 'moveWorkflows.mjs');
	execFileSync(process.execPath, [program, '--to-single', ...stored.map(fileOf)]);
	return stored.map((each) => ({
		...each,
		workflow: JSON.parse(readFileSync(fileOf(each), 'utf8')) as Workflow,
	}));
}
