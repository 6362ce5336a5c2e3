import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Benchmark } from '../benchmark';

export const tarball: Benchmark = {
	name: 'tarball',
	title: 'What is installed',
	async run({ tarball: file, packageFolder }) {
		const manifest = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as {
			dependencies?: object;
		};
		const kilobytes = statSync(file).size / 1000;
		const dependencies = Object.keys(manifest.dependencies ?? {}).length;
		return {
			claims: [
				{ work: 'packed tarball', beside: '–', measured: kilobytes, unit: 'kB', toReach: { atMost: 150 } },
				{
					work: 'packed tarball',
					beside: '–',
					measured: dependencies,
					unit: 'dependencies',
					toReach: { exactly: 0 },
				},
			],
			measurements: {
				headings: ['', ''],
				rows: [
					['packed, kB', kilobytes.toFixed(1)],
					['dependencies at run time', dependencies],
				],
			},
		};
	},
};
