import type { INodeProperties } from 'n8n-workflow';
import { valueOf, type Operation, type ProviderNode, type Resource } from './operation';

/** A node's fields, out of its resources and operations. */
export function nodeProperties({ fields = [], resources }: ProviderNode): INodeProperties[] {
	return [
		...fields,
		choice('Resource', 'resource', resources),
		...resources.map(operationChoice),
		...resources.flatMap((resource) =>
			resource.operations.flatMap(({ name, fields: own = [] }) =>
				own.map((field) =>
					shownFor(field, { resource: [valueOf(resource.name)], operation: [valueOf(name)] }),
				),
			),
		),
	];
}

/** @throws {TypeError} when a workflow names an operation that the node does not have */
export function findOperation({ resources }: ProviderNode, resource: string, operation: string): Operation {
	const found = resources
		.find(({ name }) => valueOf(name) === resource)
		?.operations.find(({ name }) => valueOf(name) === operation);
	if (!found) throw new TypeError(`There is no operation "${resource}: ${operation}"`);
	return found;
}

function operationChoice({ name, operations }: Resource): INodeProperties {
	return shownFor(choice('Operation', 'operation', operations), { resource: [valueOf(name)] });
}

function choice(
	displayName: string,
	name: string,
	choices: ReadonlyArray<Pick<Operation, 'name'> & Partial<Operation>>,
): INodeProperties {
	const sorted = [...choices].sort((a, b) => a.name.localeCompare(b.name));
	return {
		displayName,
		name,
		type: 'options',
		noDataExpression: true,
		options: sorted.map(({ name: title, action, description }) => ({
			name: title,
			value: valueOf(title),
			...(action && { action }),
			...(description && { description }),
		})),
		default: valueOf(sorted[0]?.name ?? ''),
	};
}

function shownFor(field: INodeProperties, show: Record<string, string[]>): INodeProperties {
	return {
		...field,
		displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, ...show } },
	};
}
