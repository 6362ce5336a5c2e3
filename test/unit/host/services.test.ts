import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { howToInstall } from '../../../host/installServices';
import { freePorts } from '../../../host/ports';
import { findProgram, missingServices, startPostgres } from '../../../host/services';

const folder = mkdtempSync(path.join(os.tmpdir(), 'services-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('tells by what command to install what is missing', () => {
	expect(howToInstall(missingServices([folder]))).toBe('apt-get install redis-server postgresql');
});

const psql = findProgram('psql');
const isInstalled = psql !== undefined && !missingServices().includes('postgresql');

(isInstalled ? it : it.skip)('lets nobody into PostgreSQL without its password', async () => {
	// Its user, who is not root, has to get there.
	const options = { folder: path.join(folder, 'data'), logFile: path.join(folder, 'log') };
	chmodSync(folder, 0o755);
	const { port } = await freePorts({ port: 5790 });
	const postgres = await startPostgres({ ...options, port });
	const ask = (PGPASSWORD: string) =>
		spawnSync(
			psql ?? '',
			['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-Atwc', 'SELECT 6 * 7'],
			{
				encoding: 'utf8',
				env: { ...process.env, PGPASSWORD },
			},
		);
	try {
		expect(ask(postgres.password).stdout).toBe('42\n');
		expect(ask('').stderr).toContain('no password supplied');
		expect(ask('postgres').stderr).toContain('password authentication failed');
		expect(existsSync(`${options.folder}.password`)).toBe(false);
	} finally {
		await postgres.stop();
	}
});
