import { HostError } from './errors';
import type { Example } from './examples';
import type { Execution } from './execution';
import { shownNodes } from './operations';
import { describeExecution, describeFailure, type Outcome } from './report';
import type { N8nRest } from './rest';
import { type SandboxUrls, withSettings } from './sandbox';

const manualTrigger = 'n8n-nodes-base.manualTrigger';

/** Whether a workflow can be run by itself; one that waits for a webhook or for another workflow cannot. */
export function hasManualTrigger({ workflow }: Example): boolean {
	return workflow.nodes.some(({ type, disabled }) => type === manualTrigger && !disabled);
}

interface RunOptions {
	/** Told the name of each workflow before it runs. */
	onStart?: (name: string) => void;
	/** Texts that no error message may show. */
	secrets?: Iterable<string>;
}

/** Runs a workflow, and gives back what its webhooks did meanwhile as well: it may play the browser that calls them. */
async function runToTheEnd(rest: N8nRest, id: string, trigger: string): Promise<Execution> {
	const execution = await rest.runWorkflow(id, trigger);
	const later = (await rest.listExecutions(id)).filter((each) => Number(each.id) > Number(execution.id));
	const called = await Promise.all(later.map(async (each) => await rest.waitForExecution(each.id)));
	const all = [execution, ...called];
	const failed = all.find(({ status }) => status !== 'success');
	return {
		...(failed ?? execution),
		runs: Object.assign({}, ...all.map(({ runs }) => runs)) as Execution['runs'],
	};
}

async function runExample(
	rest: N8nRest,
	urls: SandboxUrls,
	example: Example & { id: string },
	secrets?: Iterable<string>,
): Promise<Outcome> {
	const { workflow, id, sandbox } = example;
	const trigger = workflow.nodes.find(({ type, disabled }) => type === manualTrigger && !disabled);
	if (!trigger) throw new HostError(`${example.file} has no Manual Trigger`);
	const shown = await shownNodes(rest, workflow);
	const execution = await withSettings(urls, sandbox, async () => await runToTheEnd(rest, id, trigger.name));
	return describeExecution(workflow, shown, execution, secrets);
}

/**
 * Runs workflows from their Manual Trigger, one after the other because they share the sandbox. A workflow that
 * cannot be run counts as failed; the others run all the same.
 */
export async function runExamples(
	rest: N8nRest,
	urls: SandboxUrls,
	examples: Array<Example & { id: string }>,
	{ onStart, secrets }: RunOptions = {},
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const example of examples) {
		onStart?.(example.workflow.name);
		outcomes.push(
			await runExample(rest, urls, example, secrets).catch((error: Error) =>
				describeFailure(example.workflow.name, error),
			),
		);
	}
	return outcomes;
}
