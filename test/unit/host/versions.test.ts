import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hostFolder } from '../../../host/paths';
import { compareVersions, hostOf, isPromised, manifestOf, pinned } from '../../../host/versions';

describe('the table of versions', () => {
	it('says of the pinned one what its package.json says', () => {
		const manifest: unknown = JSON.parse(readFileSync(path.join(hostFolder, 'package.json'), 'utf8'));
		expect(manifest).toEqual(manifestOf(pinned));
		expect(pinned.folder).toBe(hostFolder);
	});

	it('gives a version without a row what the newest older one has, and a folder of its own', () => {
		const [known, unknown] = [hostOf('2.30.8'), hostOf('2.35.10')];
		expect(unknown).toEqual({
			...known,
			version: '2.35.10',
			folder: path.join(hostFolder, 'versions', '2.35.10'),
		});
		expect(manifestOf(unknown).dependencies).toEqual({ n8n: '2.35.10' });
	});

	it.each(['2.41', 'latest', '', '2.41.1-rc.1', '../2.41.1', '1.0.0'])('refuses %j', (version) => {
		expect(() => hostOf(version)).toThrow(/version of n8n|older than/);
	});

	it('compares numbers as numbers', () => {
		expect(compareVersions('2.9.0', '2.10.0')).toBeLessThan(0);
		expect([isPromised('2.30.0'), isPromised('2.29.10'), isPromised('10.0.0')]).toEqual([true, false, true]);
	});
});

describe('the lockfiles of other versions', () => {
	const folder = path.join(hostFolder, 'versions');
	const lockfileOf = (version: string) => path.join(folder, version, 'package-lock.json');
	const versions = readdirSync(folder).filter((version) => existsSync(lockfileOf(version)));

	it('are there for those that the page of versions tells of', () => {
		expect(versions).toEqual(expect.arrayContaining(['1.123.81', '2.30.8', '2.8.4']));
	});

	it.each(versions)('%s: pins that n8n, and not where its packages come from', (version) => {
		const text = readFileSync(lockfileOf(version), 'utf8');
		const { packages } = JSON.parse(text) as { packages: Record<string, { version?: string }> };
		expect(packages['node_modules/n8n']?.version).toBe(version);
		expect(packages['']).toMatchObject({ dependencies: { n8n: version } });
		expect(text).not.toContain('"resolved"');
	});
});
