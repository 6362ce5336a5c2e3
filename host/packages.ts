import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writePackages, type Written } from '../scripts/packages/write';
import { installHost, installSteps, readyHost } from './install';
import { build, type Built, problemsOf } from './packaging/built';
import { trialSteps, tryInN8n } from './packaging/inN8n';
import { OfficialTool } from './packaging/officialTool';
import { dataFolder, root, runtimeFolder } from './paths';
import { alone, exitWith } from './program';
import { Progress } from './progress';
import { renderReport } from './report';
import { pinned } from './versions';

/**
 * `npm run packages` writes the repository of each service. With `--check` each is linted and built by n8n's own tool,
 * scanned, packed twice, and looked through; with `--n8n` each is built, and tried in a real n8n, alone and with the others.
 */

const logFile = path.join(dataFolder, 'packages.log');
const flag = { type: 'boolean', default: false } as const;

interface Asked {
	readonly check: boolean;
	readonly n8n: boolean;
}

const say = (lines: readonly string[]) => lines.forEach((line) => console.log(`      ${line}`));

/** @returns what is wrong with them, beside what was built */
async function built(written: Written[], { check }: Asked, progress: Progress) {
	const tool = await progress.step("n8n's own tool", async () => await OfficialTool.ready(logFile));
	const packages: Built[] = [];
	const problems: string[] = [];
	for (const each of written) {
		const found = await progress.step(each.packageName, async () => {
			await tool.lendTo(each);
			if (check) await tool.run('lint', each);
			const first = await build(each, tool, logFile);
			packages.push(first);
			return check ? await problemsOf(first, await build(each, tool, logFile, 2)) : [];
		});
		say([`${((packages.at(-1)?.bytes ?? 0) / 1000).toFixed(1)} kB`, ...found.map((text) => `✗ ${text}`)]);
		problems.push(...found);
	}
	return { packages, problems };
}

/** @returns whether all is well */
async function tried(packages: Built[], progress: Progress): Promise<boolean> {
	const node =
		readyHost({ host: pinned, runtimeFolder }) ??
		(await installHost({ host: pinned, runtimeFolder, logFile, progress }));
	const { problems, outcomes } = await tryInN8n(packages, node, progress);
	console.log(`\n${renderReport(outcomes)}`);
	for (const problem of problems) console.log(`✗ ${problem}`);
	return problems.length === 0 && outcomes.every(({ succeeded }) => succeeded);
}

async function work(asked: Asked): Promise<number> {
	const written = writePackages(root);
	for (const { at, files } of written) console.log(`${path.relative(root, at)}: ${files} files`);
	if (!asked.check && !asked.n8n) return 0;
	await mkdir(dataFolder, { recursive: true });
	const isReady = readyHost({ host: pinned, runtimeFolder }) !== undefined;
	const steps = asked.n8n ? trialSteps(written.length) + (isReady ? 0 : installSteps) : 0;
	const progress = new Progress(1 + written.length + steps);
	const { packages, problems } = await built(written, asked, progress);
	const isWell = !asked.n8n || (await tried(packages, progress));
	return problems.length === 0 && isWell ? 0 : 1;
}

const { values } = parseArgs({ options: { check: flag, n8n: flag } });
exitWith(alone(path.join(root, 'build', 'packaging'), async () => await work(values)));
