import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { forbiddenRequires } from '../scripts/requires';
import { writePackages, type Written } from '../scripts/packages/write';
import { HostError, tail } from './errors';
import { fetchedNode, fetchNode } from './fetchNode';
import { isInstalled } from './lockfile';
import { type HostNode, ownNode, runsN8n } from './node';
import { npm } from './npm';
import { dataFolder, hostFolder, root, runtimeFolder } from './paths';
import { alone, exitWith } from './program';
import { launch } from './processes';
import { Progress } from './progress';

/**
 * `npm run packages` writes the repository of each service. With `--check` each is linted and built by n8n's own tool,
 * packed twice, and looked through.
 */

const official = path.join(hostFolder, 'official');
const logFile = path.join(dataFolder, 'packages.log');
/** Bytes of a tarball. Most of it is the shared code, which is read more easily than it is transferred. */
const MOST_PACKED = 120_000;

async function nodeForTheTool(): Promise<HostNode> {
	if (runsN8n(process.versions.node)) return ownNode();
	return fetchedNode(runtimeFolder) ?? (await fetchNode(runtimeFolder, logFile));
}

async function installTool(node: HostNode): Promise<void> {
	if (isInstalled(official)) return;
	await rm(path.join(official, 'node_modules'), { recursive: true, force: true });
	await npm(['install', '--ignore-scripts', '--no-save'], { cwd: official, node, logFile });
}

/** @throws HostError with the end of what it said */
async function tool(command: string, { at }: Written, node: HostNode): Promise<void> {
	const program = path.join(at, 'node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
	const PATH = `${path.dirname(node.executable)}${path.delimiter}${process.env.PATH ?? ''}`;
	const child = await launch(`n8n-node ${command}`, node.executable, [program, command], {
		cwd: at,
		env: { ...process.env, PATH, CI: 'true', FORCE_COLOR: '0' },
		logFile,
	});
	if ((await child.ended) === 0) return;
	throw new HostError(
		`n8n-node ${command} refused ${path.basename(at)}:\n${tail(logFile)}`,
		`See ${logFile}`,
	);
}

/** Packs, and takes the tarball apart. @returns its bytes */
async function packed({ at, packageName }: Written, node: HostNode, round: number): Promise<Buffer> {
	const folder = path.join(root, 'build', 'packages', 'packed', String(round));
	await mkdir(folder, { recursive: true });
	await npm(['pack', '--pack-destination', folder], { cwd: at, node, logFile });
	const { version } = JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8')) as { version: string };
	return readFileSync(path.join(folder, `${packageName}-${version}.tgz`));
}

/** What is wrong with a package that was built; the lint has passed by then. */
async function problemsOf(written: Written, node: HostNode): Promise<{ size: number; problems: string[] }> {
	const problems = forbiddenRequires(path.join(written.at, 'dist')).map((found) => `requires ${found}`);
	const { n8n } = JSON.parse(readFileSync(path.join(written.at, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	for (const file of [...n8n.nodes, ...n8n.credentials])
		if (!existsSync(path.join(written.at, file))) problems.push(`has no ${file}`);
	const first = await packed(written, node, 1);
	await tool('build', written, node);
	const second = await packed(written, node, 2);
	const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
	if (digest(first) !== digest(second)) problems.push('is another tarball when it is built again');
	if (first.length > MOST_PACKED) problems.push(`is ${first.length} bytes, more than ${MOST_PACKED}`);
	return { size: first.length, problems };
}

async function check(written: Written[]): Promise<number> {
	const progress = new Progress(1 + written.length);
	const node = await progress.step("n8n's own tool", async () => {
		const found = await nodeForTheTool();
		await installTool(found);
		return found;
	});
	let wrong = 0;
	for (const each of written) {
		const { size, problems } = await progress.step(each.packageName, async () => {
			await symlink(path.join(official, 'node_modules'), path.join(each.at, 'node_modules'), 'dir');
			await tool('lint', each, node);
			await tool('build', each, node);
			return await problemsOf(each, node);
		});
		console.log(
			`      ${(size / 1000).toFixed(1)} kB${problems.map((problem) => `\n      ✗ ${problem}`).join('')}`,
		);
		wrong += problems.length;
	}
	return wrong === 0 ? 0 : 1;
}

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
	return await alone(path.join(root, 'build', 'packaging'), async () => {
		const written = writePackages(root);
		for (const { at, files } of written) console.log(`${path.relative(root, at)}: ${files} files`);
		await mkdir(dataFolder, { recursive: true });
		return values.check ? await check(written) : 0;
	});
}

exitWith(main());
