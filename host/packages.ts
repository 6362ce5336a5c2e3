import path from 'node:path';
import { parseArgs } from 'node:util';
import { writePackages, type Written } from '../scripts/packages/write';
import { installHost, installSteps, readyHost } from './install';
import { build, type Built, problemsOf } from './packaging/built';
import { trialSteps, tryInN8n } from './packaging/inN8n';
import { OfficialTool } from './packaging/officialTool';
import { problemsOfWhole } from './packaging/whole';
import { dataFolder, root } from './paths';
import { alone, exitWith } from './program';
import { Progress } from './progress';
import { renderReport } from './report';
import { pinned } from './versions';

/**
 * `npm run packages` writes the repository of each service. With `--check` each is linted and built by n8n's own tool,
 * scanned, packed twice, and looked through, and the package of all is linted and built; with `--n8n` each is built, and
 * tried in a real n8n, alone and with the others.
 */

const logs = path.join(dataFolder, 'packaging');
const flag = { type: 'boolean', default: false } as const;

interface Asked {
	readonly check: boolean;
	readonly n8n: boolean;
}

const say = (lines: readonly string[]) => lines.forEach((line) => console.log(`      ${line}`));

interface Looked {
	readonly built: Built;
	readonly problems: string[];
}

async function looked(each: Written, { check }: Asked, tool: OfficialTool): Promise<Looked> {
	await tool.lendTo(each);
	if (check) await tool.run('lint', each);
	const built = await build(each, tool);
	if (!check) return { built, problems: [] };
	return { built, problems: await problemsOf(built, await build(each, tool, 2)) };
}

/** Two at a time: each is the work of one core. */
async function allLooked(
	written: Written[],
	asked: Asked,
	tool: OfficialTool,
	progress: Progress,
): Promise<Looked[]> {
	const all: Looked[] = [];
	for (let first = 0; first < written.length; first += 2) {
		const pair = written.slice(first, first + 2);
		const title = pair.map(({ packageName }) => packageName).join(' and ');
		const found = await progress.step(
			title,
			async () => await Promise.all(pair.map(async (each) => await looked(each, asked, tool))),
		);
		for (const { built, problems } of found)
			say([
				`${built.packageName}: ${(built.bytes / 1000).toFixed(1)} kB`,
				...problems.map((text) => `✗ ${text}`),
			]);
		all.push(...found);
	}
	return all;
}

/** @returns whether all is well */
async function wholeIsWell(tool: OfficialTool, progress: Progress): Promise<boolean> {
	const problems = await progress.step('the package of all', async () => await problemsOfWhole(tool));
	say(problems.map((text) => `✗ ${text}`));
	return problems.length === 0;
}

/** @returns whether all is well */
async function tried(packages: readonly Built[], progress: Progress): Promise<boolean> {
	const node =
		readyHost(pinned) ?? (await installHost({ host: pinned, logFile: path.join(logs, 'n8n.log'), progress }));
	const { problems, outcomes } = await tryInN8n(packages, node, progress);
	console.log(`\n${renderReport(outcomes)}`);
	for (const problem of problems) console.log(`✗ ${problem}`);
	return problems.length === 0 && outcomes.every(({ succeeded }) => succeeded);
}

async function work(asked: Asked): Promise<number> {
	const written = writePackages(root);
	for (const { at, files } of written) console.log(`${path.relative(root, at)}: ${files} files`);
	if (!asked.check && !asked.n8n) return 0;
	const isReady = readyHost(pinned) !== undefined;
	const steps = asked.n8n ? trialSteps(written.length) + (isReady ? 0 : installSteps) : 0;
	const progress = new Progress(1 + Math.ceil(written.length / 2) + (asked.check ? 1 : 0) + steps);
	const tool = await progress.step("n8n's own tool", async () => await OfficialTool.ready(logs));
	const found = await allLooked(written, asked, tool, progress);
	const packages = found.map(({ built }) => built);
	const isWhole = !asked.check || (await wholeIsWell(tool, progress));
	const isWell = (!asked.n8n || (await tried(packages, progress))) && isWhole;
	return isWell && found.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

const { values } = parseArgs({ options: { check: flag, n8n: flag } });
exitWith(alone(path.join(root, 'build', 'packaging'), async () => await work(values)));
