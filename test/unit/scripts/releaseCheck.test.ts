import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../support/providers';

/** Each of them starts npm, which takes its time on a busy machine. */
jest.setTimeout(180_000);

/** `npm` does not run `preversion` where `.npmrc` says `ignore-scripts`, and tags all the same unless it is told not to. */
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'release-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
/** Whatever this npm was told by the one that runs the tests must not count. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
const npm = (...args: string[]) => spawnSync('npm', args, { cwd: folder, env, encoding: 'utf8' });

/** A repository with our scripts and settings, in which the check says yes or no. */
function repository(check: string): void {
	const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	const manifest = { name: 'released', version: '1.0.0', scripts: { ...scripts, 'release-check': check } };
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
	copyFileSync(path.join(root, '.npmrc'), path.join(folder, '.npmrc'));
	git('init', '--quiet');
	git('config', 'user.name', 'Ada');
	git('config', 'user.email', 'ada@sessions.invalid');
	git('add', '--all');
	git('commit', '--quiet', '--message', 'Begin');
}

it('tags what the check lets through, which has seen the new version', () => {
	repository("node -e \"require('fs').appendFileSync('asked', process.argv.slice(1).join() + ';')\" --");
	writeFileSync(path.join(folder, '.gitignore'), 'asked\n');
	git('add', '--all');
	git('commit', '--quiet', '--message', 'Ask');
	expect(npm('run', 'release', '--', '1.1.0')).toMatchObject({ status: 0 });
	expect(git('tag')).toBe('v1.1.0');
	expect(readFileSync(path.join(folder, 'asked'), 'utf8')).toBe(';--tag,v1.1.0;');
});

it('tags nothing that the check refuses', () => {
	repository('exit 1');
	expect(npm('run', 'release', '--', '1.1.0').status).not.toBe(0);
	expect(git('tag')).toBe('');
});

it('tags nothing that was not checked', () => {
	repository('exit 1');
	npm('version', '1.1.0');
	expect(git('tag')).toBe('');
});
