import { HostError } from './errors';
import type { Example } from './examples';
import { shownNodes } from './operations';
import { describeExecution, describeFailure, type Outcome } from './report';
import type { N8nRest } from './rest';
import { type SandboxUrls, withSettings } from './sandbox';

const manualTrigger = 'n8n-nodes-base.manualTrigger';

/** Whether a workflow can be run by itself; one that waits for a webhook or for another workflow cannot. */
export function hasManualTrigger({ workflow }: Example): boolean {
	return workflow.nodes.some(({ type, disabled }) => type === manualTrigger && !disabled);
}

export interface RunOptions {
	/** Told the name of each workflow before it runs. */
	onStart?: (name: string) => void;
	/** Texts that no error message may show. */
	secrets?: Iterable<string>;
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
	const execution = await withSettings(urls, sandbox, async () => await rest.runWorkflow(id, trigger.name));
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
