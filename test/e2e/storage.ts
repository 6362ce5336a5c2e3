import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { HostNode } from '../../host/node';

/** n8n's SQLite, made to refuse what n8n wants to store of one credential. */
export class Storage {
	private readonly file: string;

	/**
	 * @param node one that has SQLite built in, as Node 24 has
	 * @param logs the files that n8n writes besides
	 */
	constructor(
		private readonly node: HostNode,
		userFolder: string,
		private readonly logs: readonly string[] = [],
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

	/** Where any of these texts is: in which tables, in the file of the database with what is not merged yet, in which logs. */
	found(texts: readonly string[]): string[] {
		const rows = this.query(
			`const texts = JSON.parse(process.argv[2]);
			const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
			const isIn = (row) => { const all = Object.values(row).map(String).join(' '); return texts.some((text) => all.includes(text)); };
			const found = tables.filter(({ name }) => db.prepare('SELECT * FROM "' + name + '"').all().some(isIn));
			console.log(JSON.stringify(found.map(({ name }) => name)));`,
			JSON.stringify(texts),
		);
		const files = [...this.logs, this.file, `${this.file}-wal`].filter((file) => existsSync(file));
		const holding = files.filter((file) => {
			const content = readFileSync(file);
			return texts.some((text) => content.includes(text));
		});
		return [...(JSON.parse(rows) as string[]), ...holding.map((file) => path.basename(file))];
	}

	private run(sql: string): void {
		this.query('db.exec(process.argv[2]);', sql);
	}

	private query(work: string, argument: string): string {
		const script = `const { DatabaseSync } = require('node:sqlite');
			const db = new DatabaseSync(process.argv[1], { timeout: 10000 });
			${work} db.close();`;
		const flags = ['--no-warnings', '-e', script, this.file, argument];
		const { status, stdout, stderr } = spawnSync(this.node.executable, flags, { encoding: 'utf8' });
		if (status !== 0) throw new Error(`n8n's database: ${stderr.slice(0, 500)}`);
		return stdout;
	}
}

const nameOf = (credentialId: string) => `"refuse ${credentialId}"`;
