import { packageName } from '../../host/package';
import type { Workflow, WorkflowNode } from '../../host/entities';

/** A workflow's first node, which hands out the items of a run. */
export const TRIGGER = 'Items';
export const TRIGGER_TYPE = 'n8n-nodes-base.manualTrigger';

export type Step = Omit<WorkflowNode, 'name' | 'typeVersion'> & { readonly typeVersion?: number };

/** n8n takes no node without a place on its canvas. */
const node = (name: string, step: Step): WorkflowNode & { id: string; position: number[] } => ({
	typeVersion: 1,
	...step,
	name,
	id: name,
	position: [0, 0],
});

/** Connections from nodes to lists of what follows at each of their outputs. */
export function connected(arrows: Readonly<Record<string, ReadonlyArray<readonly Target[]>>>) {
	const targets = (list: readonly Target[]) =>
		list.map((target) => {
			const [name, index] = typeof target === 'string' ? [target, 0] : target;
			return { node: name, type: 'main', index };
		});
	return Object.fromEntries(
		Object.entries(arrows).map(([from, outputs]) => [from, { main: outputs.map(targets) }]),
	);
}

/** A node, or a node and one of its inputs. */
export type Target = string | readonly [name: string, input: number];

/** Nodes one after the other, after the trigger. */
export function chain(name: string, steps: Readonly<Record<string, Step>>): Workflow {
	const names = [TRIGGER, ...Object.keys(steps)];
	const arrows = names.slice(1).map((next, index) => [names[index] as string, [[next]]] as const);
	return graph(name, steps, Object.fromEntries(arrows));
}

export function graph(
	name: string,
	steps: Readonly<Record<string, Step>>,
	arrows: Readonly<Record<string, ReadonlyArray<readonly Target[]>>>,
): Workflow {
	return {
		name,
		nodes: [
			node(TRIGGER, { type: TRIGGER_TYPE, parameters: {} }),
			...Object.entries(steps).map(([title, step]) => node(title, step)),
		],
		connections: connected(arrows),
		settings: {},
	};
}

export const ours = (type: string) => `${packageName()}.${type}`;
export const base = (type: string) => `n8n-nodes-base.${type}`;
