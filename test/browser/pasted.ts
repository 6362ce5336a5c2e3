import type { Workflow, WorkflowNode } from '../../host/entities';

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** A part of a workflow to paste: a node that is given these items, one after a trigger. */
export function withItems(
	items: object[],
	node: Omit<WorkflowNode, 'position'>,
): Pick<Workflow, 'nodes' | 'connections'> {
	const trigger = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const jsCode = `return ${JSON.stringify(items.map((json) => ({ json })))};`;
	const code = { name: 'Items', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } };
	const nodes = [trigger, code, node].map((each, index): WorkflowNode => ({
		...each,
		position: [index * 220, 0],
	}));
	return { nodes, connections: { Start: to('Items'), Items: to(node.name) } };
}
