import type { INodeProperties } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import { alphabetically } from '../fields/alphabetical';
import { storedValue, valueOf, type Operation, type ProviderNode, type Resource } from './operation';
import { withRequestOptions } from '../fields/requestOptions';

/** A node's fields, out of its resources and operations. */
export function nodeProperties({ fields = [], resources }: ProviderNode): INodeProperties[] {
	return [
		choice('Resource', 'resource', resources),
		...resources.map(operationChoice),
		...fields,
		...resources.flatMap((resource) =>
			resource.operations.flatMap(({ name, fields: own = [] }) =>
				withRequestOptions(own).map((field) =>
					shownFor(field, { resource: [storedValue(resource)], operation: [valueOf(name)] }),
				),
			),
		),
	];
}

/** An operation in its place. */
export interface PlacedOperation {
	readonly resource: Resource;
	readonly operation: Operation;
	readonly dialect: Dialect;
	/** As workflows store it: `token:exchangeCode`. */
	readonly value: string;
}

/** Whether an operation changes nothing at the provider: how often it is done does not matter. */
export const isRead = ({ operation: { endpoint }, dialect }: PlacedOperation): boolean =>
	endpoint === undefined || dialect.endpoints[endpoint]?.effect === 'safe';

/** All operations of a node, in the order of its resources. */
export const listOperations = ({ dialect, resources }: ProviderNode): PlacedOperation[] =>
	resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			resource,
			operation,
			dialect: resource.dialect ?? dialect,
			value: `${storedValue(resource)}:${valueOf(operation.name)}`,
		})),
	);

/** @throws {TypeError} when a workflow names an operation that the node does not have */
export function findOperation(provider: ProviderNode, resource: string, operation: string): PlacedOperation {
	const wanted = `${resource}:${operation}`;
	const found = listOperations(provider).find(({ value }) => value === wanted);
	if (!found) throw new TypeError(`There is no operation "${wanted}"`);
	return found;
}

function operationChoice(resource: Resource): INodeProperties {
	return shownFor(choice('Operation', 'operation', resource.operations), {
		resource: [storedValue(resource)],
	});
}

/** The first of the choices as the provider lists them is the one to begin with: a harmless read, where there is one. */
function choice(
	displayName: string,
	name: string,
	choices: ReadonlyArray<
		Pick<Resource, 'name' | 'value' | 'description'> & Pick<Partial<Operation>, 'action'>
	>,
): INodeProperties {
	const sorted = [...choices].sort(alphabetically('name'));
	return {
		displayName,
		name,
		type: 'options',
		noDataExpression: true,
		options: sorted.map((each) => ({
			name: each.name,
			value: storedValue(each),
			...(each.action && { action: each.action }),
			...(each.description && { description: each.description }),
		})),
		default: storedValue(choices[0] ?? { name: '' }),
	};
}

function shownFor(field: INodeProperties, show: Record<string, string[]>): INodeProperties {
	return {
		...field,
		displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, ...show } },
	};
}
