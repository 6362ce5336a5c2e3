import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { takeLock } from '../../../host/lock';

const folder = mkdtempSync(path.join(os.tmpdir(), 'lock-'));
const file = path.join(folder, 'not', 'there', 'yet', 'running');
afterAll(() => rmSync(folder, { recursive: true }));

/** Another program that takes the lock as ours does, and keeps it until it is ended. */
async function otherProgram(): Promise<ChildProcess> {
	const script = `require('proper-lockfile').lockSync(process.argv[1], { realpath: false });
		console.log('taken'); setInterval(() => {}, 1000);`;
	const other = spawn(process.execPath, ['-e', script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
	await once(other.stdout, 'data');
	return other;
}

it('has a lock once at a time, and gives it free', () => {
	const release = takeLock(file);
	expect(() => takeLock(file)).toThrow('Another run of this is under way');
	release();
	takeLock(file)();
});

it('takes the lock of a program that was killed, once its mark is old', async () => {
	takeLock(file)();
	const other = await otherProgram();
	expect(() => takeLock(file)).toThrow('Another run of this is under way');
	other.kill('SIGKILL');
	await once(other, 'exit');
	expect(() => takeLock(file)).toThrow('Another run of this is under way');
	const longAgo = new Date(Date.now() - 60_000);
	utimesSync(`${file}.lock`, longAgo, longAgo);
	takeLock(file)();
});

it('has the lock of a program that ended by itself at once', async () => {
	const other = await otherProgram();
	other.kill('SIGTERM');
	await once(other, 'exit');
	takeLock(file)();
});
