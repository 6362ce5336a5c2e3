import type { Workflow, WorkflowNode } from '../../host/entities';
import { packageName } from '../../host/package';

/** A workflow's first node, which hands out the items of a run. */
export const TRIGGER = 'Items';

/** The credentials of a node, by their types. */
export type Credentials = Record<string, { readonly id: string; readonly name: string }>;

/** A node of a workflow. */
export interface Step {
	readonly type: string;
	readonly typeVersion?: number;
	readonly parameters: Record<string, unknown>;
	readonly credentials?: Credentials;
}

/** The type of a node of this package, such as `fluxer`, as workflows store it. */
export const ofOurs = (type: string) => `${packageName()}.${type}`;

/** The type of one of n8n's own nodes, such as `set`, as workflows store it. */
export const ofN8n = (type: string) => `n8n-nodes-base.${type}`;

/** Nodes one after the other, by their names, after the trigger. */
export function workflowOf(steps: Readonly<Record<string, Step>>): Workflow {
	const trigger: Step = { type: ofN8n('manualTrigger'), parameters: {} };
	const all = Object.entries<Step>({ [TRIGGER]: trigger, ...steps });
	const nodes = all.map(([name, step]): WorkflowNode & { id: string } => ({
		typeVersion: 1,
		...step,
		name,
		id: name,
		// n8n takes no node without a place on its canvas.
		position: [0, 0],
	}));
	const connections = all.slice(1).map(([node], index) => {
		return [all[index]?.[0], { main: [[{ node, type: 'main', index: 0 }]] }];
	});
	return {
		name: Object.keys(steps).join(', '),
		nodes,
		connections: Object.fromEntries(connections),
		settings: {},
	};
}

/** n8n's own HTTP Request node. */
export const httpRequest = (parameters: object, credentials?: Credentials): Step => ({
	type: ofN8n('httpRequest'),
	typeVersion: 4.2,
	parameters: { options: {}, ...parameters },
	...(credentials && { credentials }),
});

/** Parameters of an HTTP Request node that posts a form. */
export const form = (url: string, fields: Readonly<Record<string, string>>) => ({
	method: 'POST',
	url,
	sendBody: true,
	contentType: 'form-urlencoded',
	bodyParameters: { parameters: Object.entries(fields).map(([name, value]) => ({ name, value })) },
});

/** Options of an HTTP Request node that sends so many requests, and the next ones so many milliseconds later. */
export const paced = (batchSize: number, batchInterval: number) => ({
	options: { batching: { batch: { batchSize, batchInterval } } },
});
