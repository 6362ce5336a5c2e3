import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { HostNode } from '../../host/node';

/** n8n's SQLite, made to refuse what n8n wants to store of one credential. */
export class Storage {
	private readonly file: string;

	/** @param node one that has SQLite built in, as Node 24 has */
	constructor(
		private readonly node: HostNode,
		userFolder: string,
	) {
		this.file = path.join(userFolder, '.n8n', 'database.sqlite');
	}

	refuse(credentialId: string): void {
		const isIt = `NEW.id = '${credentialId}'`;
		this.run(
			`CREATE TRIGGER ${nameOf(credentialId)} BEFORE UPDATE ON credentials_entity WHEN ${isIt} ` +
				`BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
		);
	}

	accept(credentialId: string): void {
		this.run(`DROP TRIGGER ${nameOf(credentialId)}`);
	}

	private run(sql: string): void {
		const script = `const { DatabaseSync } = require('node:sqlite');
			const db = new DatabaseSync(process.argv[1], { timeout: 10000 });
			db.exec(process.argv[2]); db.close();`;
		const flags = ['--no-warnings', '-e', script, this.file, sql];
		const { status, stderr } = spawnSync(this.node.executable, flags, { encoding: 'utf8' });
		if (status !== 0) throw new Error(`n8n's database: ${stderr.slice(0, 500)}`);
	}
}

const nameOf = (credentialId: string) => `"refuse ${credentialId}"`;
