import type { NodeTypeDescription, Workflow, WorkflowNode } from './entities';
import { credentialTypes, ourPackageNames } from './package';
import type { N8nRest } from './rest';

const httpRequest = 'n8n-nodes-base.httpRequest';

/** Whether a node is one of our packages, or an HTTP Request node that signs in with one of its credentials. */
function isOurs(node: WorkflowNode): boolean {
	if (node.disabled) return false;
	if (ourPackageNames().some((name) => node.type.startsWith(`${name}.`))) return true;
	const types = credentialTypes();
	return (
		node.type === httpRequest && Object.keys(node.credentials ?? {}).some((type) => types.includes(type))
	);
}

function chosen(name: string, node: WorkflowNode, description: NodeTypeDescription | undefined): unknown {
	if (node.parameters[name] !== undefined) return node.parameters[name];
	// n8n leaves out of a saved workflow what is the default.
	const property = description?.properties.find(
		({ name: candidate, displayOptions }) =>
			candidate === name &&
			(displayOptions?.show?.resource?.includes(chosen('resource', node, description)) ?? true),
	);
	return property?.default;
}

/** What a node does, such as `session: logIn`. */
async function operationOf(rest: N8nRest, node: WorkflowNode): Promise<string> {
	if (node.type === httpRequest) return 'HTTP Request';
	if (node.type.endsWith('Trigger')) return `trigger: ${[node.parameters.events].flat().join(', ')}`;
	const description = await rest.describeNodeType(node.type, node.typeVersion);
	return ['resource', 'operation'].map((name) => chosen(name, node, description) ?? '?').join(': ');
}

/** The nodes of a workflow that the table shows, with what each of them does. */
export async function shownNodes(
	rest: N8nRest,
	{ nodes }: Workflow,
): Promise<Array<{ node: WorkflowNode; operation: string }>> {
	return await Promise.all(
		nodes.filter(isOurs).map(async (node) => ({ node, operation: await operationOf(rest, node) })),
	);
}
