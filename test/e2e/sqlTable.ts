import { readFileSync } from 'node:fs';
import path from 'node:path';
import { itemsOf } from '../../host/execution';
import { packageName } from '../../host/package';
import { root } from '../../host/paths';
import type { Step } from './steps';
import type { Subject } from './subject';

const SOON_MS = 60_000;

/** The statements of the docs, of which the first block is PostgreSQL's. */
function statements(): string {
	const page = readFileSync(path.join(root, 'docs', 'table.md'), 'utf8');
	const [, sql = ''] = /```sql\n(-- PostgreSQL[\s\S]*?)```/.exec(page) ?? [];
	if (!sql) throw new Error('docs/table.md has no statements for PostgreSQL');
	return sql;
}

/** Creates the table of the docs, stores a session that is due, and keeps it fresh there. @throws {Error} when the row does not hold what it has to */
export const circleInPostgres: Step = async (subject) => {
	const { rest } = subject.bench;
	const { id } = await rest.createWorkflow(await workflowFor(subject));
	const { runs, error } = await rest.runWorkflow(id, 'Start');
	if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
	const [row] = (runs['Read again'] ?? []).flatMap(itemsOf).map(({ json }) => json);
	const living = await subject.control.send<Array<{ token: string }>>('GET', '/tokens');
	const isAlive = (token: unknown) => living.some((each) => each.token === token);
	const isLate = Date.parse(String(row?.expiresAt)) > Date.now() + SOON_MS;
	if (row?.owner !== 'ada' || !isAlive(row.accessToken) || !isAlive(row.refreshToken) || !isLate)
		throw new Error(
			`The row holds ${Object.keys(row ?? {}).join()} of ${String(row?.owner)}, and no living tokens`,
		);
};

async function workflowFor({ bench, control, entry, credential }: Subject) {
	const { port, password } = bench.postgres ?? { port: 0, password: '' };
	const database = { host: '127.0.0.1', port, database: 'postgres', user: 'postgres', password };
	const data = { ...database, ssl: 'disable', sshTunnel: false, allowUnauthorizedCerts: false };
	const postgres = {
		id: await bench.rest.createCredential({ name: 'Table', type: 'postgres', data }),
		name: 'Table',
	};
	await control.send('PUT', '/users/ada', {});
	type Answer = { access_token: string; refresh_token: string };
	const tokens = await control.send<Answer>('POST', '/tokens', { username: 'ada', scope: 'identify' });
	const session = {
		owner: 'ada',
		accessToken: tokens.access_token,
		refreshToken: tokens.refresh_token,
		expiresAt: new Date(Date.now() + SOON_MS).toISOString(),
	};
	const inTable = (parameters: object) => ({
		type: 'n8n-nodes-base.postgres',
		typeVersion: 2.6,
		parameters: { ...parameters, options: {} },
		credentials: { postgres },
	});
	const where = {
		schema: { __rl: true, mode: 'list', value: 'public' },
		table: { __rl: true, mode: 'name', value: 'sessions' },
	};
	const columns = (matchingColumns: string[]) => ({
		columns: { mappingMode: 'autoMapInputData', value: null, matchingColumns, schema: [] },
	});
	const read = inTable({ ...where, operation: 'select', returnAll: true });
	const steps: Record<string, object> = {
		Start: { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		Create: inTable({ operation: 'executeQuery', query: `DROP TABLE IF EXISTS sessions;\n${statements()}` }),
		Session: {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify(session), options: {} },
		},
		Insert: inTable({ ...where, operation: 'insert', ...columns([]) }),
		Read: read,
		'Ensure fresh': {
			type: `${packageName()}.fluxer`,
			typeVersion: 1,
			parameters: { resource: 'token', operation: 'ensureFresh', tokenSet: '={{ $json }}', minutesLeft: 5 },
			credentials: { [entry.type]: credential },
		},
		Store: inTable({ ...where, operation: 'update', ...columns(['id']) }),
		'Read again': read,
	};
	const names = Object.keys(steps);
	return {
		name: 'A table in PostgreSQL',
		nodes: names.map((name, index) => ({ id: name, name, position: [index * 200, 0], ...steps[name] })),
		connections: Object.fromEntries(
			names
				.slice(1)
				.map((next, index) => [names[index], { main: [[{ node: next, type: 'main', index: 0 }]] }]),
		),
		settings: {},
	} as never;
}
