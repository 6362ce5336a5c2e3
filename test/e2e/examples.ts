import { itemsOf } from '../../host/execution';
import type { Workflow } from '../../host/entities';
import { examplesFolder } from '../../host/paths';
import type { Subject } from './subject';

/** An example as a person would take it over: at the sandbox of a row, with the credential of the row. */
export async function exampleFor({ bench, entry, credential }: Subject, file: string): Promise<Workflow> {
	// It loads the sandbox, which may not be loaded before n8n's address is known.
	const { readExamples } = await import('../../host/examples.js');
	const { workflows } = readExamples(
		examplesFolder,
		bench.sandbox,
		process.env.SANDBOX_N8N_URL ?? bench.baseUrl,
	);
	const example = workflows.find((each) => each.file === `${file}.workflow.json`);
	if (!example) throw new Error(`There is no example ${file}`);
	const nodes = example.workflow.nodes.map((node) =>
		node.credentials ? { ...node, credentials: { [entry.type]: credential } } : node,
	);
	return { ...example.workflow, id: undefined, nodes };
}

/** Runs an example from its Start, with the sandbox as the example wants it. @throws {Error} unless every node of the chain ran and none failed */
export async function runExample(subject: Subject, file: string): Promise<void> {
	const { rest } = subject.bench;
	const workflow = await exampleFor(subject, file);
	const sandbox = (workflow.meta?.sandbox ?? {}) as Record<string, object>;
	for (const settings of Object.values(sandbox)) await subject.control.settings(settings);
	const { id } = await rest.createWorkflow(workflow);
	const { runs, error } = await rest.runWorkflow(id, 'Start');
	if (error) throw new Error(`${file}: ${error.message} ${error.description ?? ''}`);
	const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	const idle = nodes.filter(({ name }) => (runs[name] ?? []).flatMap(itemsOf).length === 0);
	if (idle.length > 0) throw new Error(`${file}: nothing came of ${idle.map(({ name }) => name).join(', ')}`);
}

/** A row of a Data Table, with the ID that n8n gives it. */
export type TableRow = Record<string, unknown> & { id: number };

/** n8n's Data Tables, as its editor reaches them. */
export class DataTables {
	private constructor(
		private readonly bench: Subject['bench'],
		private readonly path: string,
	) {}

	static async of({ bench }: Subject): Promise<DataTables> {
		const { id } = await bench.rest.request<{ id: string }>('GET', '/projects/personal');
		return new DataTables(bench, `/projects/${id}/data-tables`);
	}

	/** Makes the table that an example's Data Table node would make. */
	async create({ nodes }: Workflow, name: string): Promise<void> {
		const maker = nodes.find(({ parameters }) => parameters.tableName === name);
		const { column = [] } = (maker?.parameters.columns ?? {}) as { column?: object[] };
		await this.bench.rest.request('POST', this.path, { name, columns: column });
	}

	async insert(name: string, data: object[]): Promise<void> {
		await this.bench.rest.request('POST', `${await this.pathOf(name)}/insert`, { data });
	}

	async rows(name: string): Promise<TableRow[]> {
		const url = `${await this.pathOf(name)}/rows?take=100`;
		return (await this.bench.rest.request<{ data: TableRow[] }>('GET', url)).data;
	}

	private async pathOf(name: string): Promise<string> {
		const { data } = await this.bench.rest.request<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			this.path,
		);
		const table = data.find((each) => each.name === name);
		if (!table) throw new Error(`There is no table ${name}`);
		return `${this.path}/${table.id}`;
	}
}
