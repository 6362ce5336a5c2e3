import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Example, importExamples, readExamples } from '../../../host/examples';
import type { Workflow } from '../../../host/entities';
import { examplesFolder } from '../../../host/paths';
import { readsAs } from '../editor/patience';
import type { Stage, Story } from '../story';

const NOTE = 'n8n-nodes-base.stickyNote';

/** Of each provider the example of an own connection: imported by its file, given its credentials and run. */
export const exampleStories = (stage: Stage): Story[] =>
	readExamples(examplesFolder, stage.sandbox, stage.baseUrl)
		.workflows.filter(({ file }) => file.endsWith('-my-connection.workflow.json'))
		.map((example): Story => ({
			name: `example ${example.file}`,
			tell: async ({ editor, step }) => {
				const { file, workflow } = example;
				await step('store the credentials', async () => await storeCredentials(example, stage));
				await step('open the editor', async () => await editor.openAnew());
				await step('import the file', async () => {
					await withFile(example, async (imported) => await editor.importFile(imported));
				});
				// n8n drops what it does not know of an imported node, and guesses at best.
				for (const { name, credentials = {} } of workflow.nodes) {
					for (const credential of Object.values(credentials)) {
						await step(`choose the credential of ${name}`, async () => {
							await editor.canvas.openNode(name);
							await editor.panel.chooseCredential(credential.name);
							await editor.panel.close();
						});
					}
				}
				await step('wait until n8n has saved it', async () => {
					await untilStored(example, editor.workflowId, stage);
				});
				await step('run', async () => {
					const nodes = workflow.nodes.filter(({ type }) => type !== NOTE);
					await editor.canvas.execute();
					await editor.canvas.waitForSuccess(nodes.length);
				});
				const isShown = file.startsWith('peertube');
				await stage.pictures.take(isShown ? 'canvas' : undefined, editor.page);
			},
		}));

async function storeCredentials({ workflow }: Example, { rest, sandbox, baseUrl }: Stage): Promise<void> {
	const used = workflow.nodes.flatMap(({ credentials = {} }) =>
		Object.entries(credentials).map(([type, { name }]) => `${type} ${name}`),
	);
	const { credentials } = readExamples(examplesFolder, sandbox, baseUrl);
	const wanted = credentials.filter(({ type, name }) => used.includes(`${type} ${name}`));
	await importExamples(rest, sandbox, { credentials: wanted, workflows: [] });
}

/** n8n runs what it has saved, which may be behind what can be seen by a second or two. */
async function untilStored({ workflow }: Example, id: string, { rest }: Stage): Promise<void> {
	const credentialsOf = ({ nodes }: Pick<Workflow, 'nodes'>) =>
		nodes
			.flatMap(({ credentials = {} }) => Object.values(credentials).map(({ name }) => name))
			.sort()
			.join();
	const wanted = credentialsOf(workflow);
	const stored = await readsAs(wanted, async () => {
		return credentialsOf(await rest.request<Workflow>('GET', `/workflows/${id}`));
	});
	if (stored !== wanted) throw new Error(`${wanted} was chosen, and ${stored} is stored`);
}

/** Does something with the example as a file, in which the sandbox stands in place of the providers. */
async function withFile({ file, workflow }: Example, work: (file: string) => Promise<void>): Promise<void> {
	const folder = await mkdtemp(path.join(tmpdir(), 'example-'));
	try {
		await writeFile(path.join(folder, file), JSON.stringify(workflow));
		await work(path.join(folder, file));
	} finally {
		await rm(folder, { recursive: true });
	}
}
