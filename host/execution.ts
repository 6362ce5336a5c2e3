// Its types are written for ES modules, which a CommonJS file may not import; the code serves both.
const { parse } = require('flatted') as { parse(text: string): unknown };

/**
 * An error as n8n stores it with a node's run: `description` is the hint below the message, `httpCode` a status as
 * text.
 */
export interface ExecutionError {
	message: string;
	description?: string | null;
	httpCode?: string | null;
}

/** One run of a node, as n8n stores it. `startTime` is in milliseconds since 1970. */
export interface NodeRun {
	startTime: number;
	/** Milliseconds. */
	executionTime: number;
	executionIndex: number;
	executionStatus?: string;
	error?: ExecutionError;
	/** Items by kind of connection, output and place. */
	data?: Record<string, Array<Array<{ json: Record<string, unknown>; error?: ExecutionError }> | null>>;
}

/** An execution, as far as a report needs it. */
export interface Execution {
	id: string;
	/** `success`, `error`, `crashed` or `canceled`, or while it goes on `new`, `running` or `waiting`. */
	status: string;
	error?: ExecutionError;
	/** What each node that ran did, by the node's name; several runs in a loop. */
	runs: Record<string, NodeRun[]>;
}

/** An execution as the REST API hands it out; `data` is JSON of the flatted kind. */
export interface StoredExecution {
	id: string;
	status: string;
	data: string;
}

/**
 * Reads what n8n stored of an execution. One that has just begun has no runs yet.
 * @throws {SyntaxError} when its data is not JSON of the flatted kind
 */
export function decodeExecution({ id, status, data }: StoredExecution): Execution {
	// There is nothing yet of an execution that has just begun.
	const stored = (data ? parse(data) : undefined) as
		{ resultData?: { error?: ExecutionError; runData?: Record<string, NodeRun[]> } } | undefined;
	const resultData = stored?.resultData;
	return {
		id,
		status,
		...(resultData?.error && { error: resultData.error }),
		runs: resultData?.runData ?? {},
	};
}

/** The items of a run in one list: of all outputs and all kinds of connection. */
export function itemsOf(run: NodeRun): Array<{ json: Record<string, unknown>; error?: ExecutionError }> {
	return Object.values(run.data ?? {})
		.flat()
		.flatMap((items) => items ?? []);
}
