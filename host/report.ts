import type { Workflow, WorkflowNode } from './entities';
import { type Execution, type ExecutionError, itemsOf } from './execution';
import { collectSecrets, redact } from './redact';
import { renderTable } from './table';

/** A line of the table: a node that ran, or a workflow that came to no node. */
interface Row {
	workflow: string;
	operation: string;
	items: string;
	result: string;
	ms: string;
}

/** What came of a workflow, with a row for each of its nodes that the table shows. */
export interface Outcome {
	workflow: string;
	succeeded: boolean;
	rows: Row[];
	/** Every failure in full, for below the table. */
	failures: string[];
}

function inFull({ message, description }: ExecutionError): string {
	return [message, description].filter((part, index, all) => part && all.indexOf(part) === index).join(' ');
}

function describeRuns(
	{ name, type }: WorkflowNode,
	{ runs }: Execution,
): Omit<Row, 'workflow' | 'operation'> {
	const mine = runs[name];
	// The examples are started by hand, so that a trigger in one has no event yet.
	const idle = type.endsWith('Trigger') ? 'waits for its event' : 'did not run';
	if (!mine) return { items: '-', result: idle, ms: '-' };
	const items = mine.flatMap(itemsOf);
	const failed = items.filter(({ error }) => error).length;
	const error = mine.find((run) => run.error)?.error;
	return {
		items: String(items.length),
		result:
			error?.message ?? (failed ? `ok, ${failed} of ${items.length} items went on with an error` : 'ok'),
		ms: String(mine.reduce((total, { executionTime }) => total + executionTime, 0)),
	};
}

/**
 * Describes an execution, one row for each of `shown` in the order they ran. Nothing that the nodes put out is shown,
 * and secrets among it, like those of `knownSecrets`, are taken out of the error messages.
 */
export function describeExecution(
	workflow: Workflow,
	shown: Array<{ node: WorkflowNode; operation: string }>,
	execution: Execution,
	knownSecrets: Iterable<string> = [],
): Outcome {
	const secrets = collectSecrets([workflow.nodes, execution.runs], new Set(knownSecrets));
	const place = (node: WorkflowNode) => execution.runs[node.name]?.[0]?.executionIndex ?? Infinity;
	const rows = [...shown]
		.sort((a, b) => place(a.node) - place(b.node) || 0)
		.map(({ node, operation }) => {
			const runs = describeRuns(node, execution);
			return { workflow: workflow.name, operation, ...runs, result: redact(runs.result, secrets) };
		});
	const succeeded = execution.status === 'success';
	if (succeeded) return { workflow: workflow.name, succeeded, rows, failures: [] };
	const failures = Object.entries(execution.runs).flatMap(([node, runs]) =>
		runs.flatMap(({ error }) => (error ? [`${node}: ${redact(inFull(error), secrets)}`] : [])),
	);
	const reason = execution.error
		? redact(inFull(execution.error), secrets)
		: `It ended as "${execution.status}"`;
	const outcome = {
		workflow: workflow.name,
		succeeded,
		rows,
		failures: failures.length ? failures : [reason],
	};
	// A failure in a node that has no row must show in the table all the same.
	if (!rows.some(({ items, result }) => items !== '-' && result !== 'ok')) {
		rows.push({
			workflow: workflow.name,
			operation: '-',
			items: '-',
			result: outcome.failures[0] ?? '',
			ms: '-',
		});
	}
	return outcome;
}

/** The outcome of a workflow that could not be run at all: one row, with the message of the error. */
export function describeFailure(workflow: string, error: Error): Outcome {
	const row = { workflow, operation: '-', items: '-', result: error.message, ms: '-' };
	return { workflow, succeeded: false, rows: [row], failures: [error.message] };
}

/** The table, the failures in full below it, and a closing line. */
export function renderReport(outcomes: Outcome[]): string {
	const columns = [
		{ heading: 'Workflow', limit: 56 },
		{ heading: 'Operation', limit: 40 },
		{ heading: 'Items', right: true },
		{ heading: 'Result', limit: 60 },
		{ heading: 'Time (ms)', right: true },
	];
	const rows = outcomes.flatMap((outcome) => outcome.rows);
	const table = renderTable(
		columns,
		rows.map(({ workflow, operation, items, result, ms }) => [workflow, operation, items, result, ms]),
	);
	const failures = outcomes.flatMap(({ workflow, failures: list }) =>
		list.map((text) => `✗ ${workflow}: ${text}`),
	);
	const succeeded = outcomes.filter((outcome) => outcome.succeeded).length;
	const closing = `${outcomes.length} workflows, ${succeeded} succeeded, ${outcomes.length - succeeded} failed`;
	return [rows.length ? table : '', failures.join('\n'), closing].filter(Boolean).join('\n\n');
}
