/** The owner of an n8n, whom its set-up makes. n8n wants a capital letter and a digit in the password. */
export interface Owner {
	email: string;
	password: string;
}

/** A credential as n8n's REST API takes it, with its data in the clear. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** A node in the JSON of workflows that n8n imports and exports. */
export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	disabled?: boolean;
	position?: [number, number];
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	retryOnFail?: boolean;
	maxTries?: number;
	/** Milliseconds. */
	waitBetweenTries?: number;
	/** Of a webhook: without it n8n puts the workflow's id before the path. */
	webhookId?: string;
}

/** As much of a node type as is needed to tell its defaults. */
export interface NodeTypeDescription {
	properties: Array<{
		name: string;
		default?: unknown;
		displayOptions?: { show?: Record<string, unknown[]> };
	}>;
}

/** A workflow as n8n exports it. */
export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	meta?: Record<string, unknown>;
}
