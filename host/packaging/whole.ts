import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { pack } from '../../scripts/pack';
import { filesIn } from '../../scripts/packages/sources';
import { writeWhole } from '../../scripts/packages/write';
import { root } from '../paths';
import { digestOf, problemsOfDigests } from './built';
import type { OfficialTool } from './officialTool';

/**
 * What is wrong with the package of all services: its sources have to pass n8n's own tool, and what is published of it
 * has to be what that tool builds of them, and the same byte for byte when it is built again.
 * @throws HostError when the tool refuses it
 */
export async function problemsOfWhole(tool: OfficialTool): Promise<string[]> {
	const written = writeWhole(root);
	await tool.lendTo(written);
	await tool.run('lint', written);
	await tool.run('build', written);
	const before = digestOf((await pack(root)).tarball);
	const { folder, tarball } = await pack(root, true);
	return [
		...problemsOfDigests([before, digestOf(tarball)]),
		...differences(path.join(folder, 'dist'), path.join(written.at, 'dist')),
	];
}

/** Which files differ between two folders, or are in one alone; of JSON the values count and not the spaces. */
export function differences(ours: string, official: string): string[] {
	const [own, others] = [filesIn(ours, '.'), filesIn(official, '.')];
	const contentOf = (folder: string, file: string): unknown => {
		const text = readFileSync(path.join(folder, file), 'utf8');
		return file.endsWith('.json') ? JSON.parse(text) : text;
	};
	return [
		...own
			.filter((file) => !others.includes(file))
			.map((file) => `publishes ${file}, which n8n's tool does not`),
		...others
			.filter((file) => !own.includes(file))
			.map((file) => `lacks ${file}, which n8n's tool publishes`),
		...own
			.filter((file) => others.includes(file))
			.filter((file) => !isDeepStrictEqual(contentOf(ours, file), contentOf(official, file)))
			.map((file) => `has another ${file} than n8n's tool builds`),
	];
}
