import {
	type INode,
	type INodeCredentialDescription,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';
import type { CredentialTypeDescription } from '../../host/offered';
import { packageName } from '../../host/package';
import type { N8nRest } from '../../host/rest';
import { shippedEntries } from '../e2e/entries';
import { mainAuthField } from '../support/editor';

type Parameters = Record<string, unknown>;

/** The names of the package's nodes. */
export const ourNodes = (): string[] => [...new Set(shippedEntries().map(({ node }) => node.type))];

/** Something to choose from a list, and the operation that asks for it. */
export interface Picker {
	name: string;
	displayName: string;
	resource: string;
	operation: string;
}

/** What the editor calls a node and everything in it, as n8n itself tells it: no text of it is repeated in a test. */
export class NodeSurface {
	private constructor(
		/** As workflows name it. */
		readonly type: string,
		private readonly description: INodeTypeDescription,
	) {}

	static async of(rest: N8nRest, node: string): Promise<NodeSurface> {
		const type = `${packageName()}.${node}`;
		const description = await rest.describeNodeType(type, 1);
		if (!description) throw new Error(`n8n knows of no node ${node}`);
		return new NodeSurface(type, description as unknown as INodeTypeDescription);
	}

	get title(): string {
		return this.description.displayName;
	}

	/** What people call the service. */
	get service(): string {
		return this.title.replace(/ Sessions$/, '');
	}

	/** The action that stands for an operation in the list of actions. */
	actionOf({ resource, operation }: Parameters): string {
		const action = this.optionsOf('operation', { resource }).find(({ value }) => value === operation)?.action;
		if (!action) throw new Error(`${this.title} has no action for ${String(resource)}: ${String(operation)}`);
		return action;
	}

	/** What the list of a trigger's events calls one of them. */
	entryOf(event: string): string {
		const entry = this.optionsOf('events', {}).find(({ value }) => value === event)?.action;
		if (!entry) throw new Error(`${this.title} has no event ${event}`);
		return entry;
	}

	/** What a choice is called that a parameter has, where some others are as given. */
	optionOf(parameter: string, value: unknown, given: Parameters): string {
		const option = this.optionsOf(parameter, given).find((each) => each.value === value);
		if (!option) throw new Error(`${this.title} has no ${String(value)} in ${parameter}`);
		return option.name;
	}

	/** The parameters that are other than what the form shows by itself after an action was chosen. */
	otherThanDefault(given: Parameters): Parameters {
		const { resource, operation } = given;
		const { field: way } = mainAuthField(this.description);
		const usual = this.complete({ resource, operation });
		const isToSet = ([name, value]: [string, unknown]) => name !== way && usual[name] !== value;
		return Object.fromEntries(Object.entries(given).filter(isToSet));
	}

	/** What the editor calls, in the dialog of a new credential, the way to sign in, where there are several. */
	wayOf(given: Parameters): string | undefined {
		const { field } = mainAuthField(this.description);
		if (field === undefined) return undefined;
		const ways = this.description.properties.find(({ name }) => name === field)
			?.options as INodePropertyOptions[];
		return ways.find(({ value }) => value === this.complete(given)[field])?.name;
	}

	/** The credential types that the node asks for where its parameters are so. */
	credentialsFor(given: Parameters): string[] {
		return (this.description.credentials ?? []).filter(this.isShown(given)).map(({ name }) => name);
	}

	/** The operations of a name, one for each resource that has it. */
	operations(operation: string): Array<{ resource: string; operation: string }> {
		return this.resources
			.filter((resource) =>
				this.optionsOf('operation', { resource }).some(({ value }) => value === operation),
			)
			.map((resource) => ({ resource, operation }));
	}

	/** Every list of what the provider has, each once a resource, in an operation that asks for it at once. */
	get pickers(): Picker[] {
		const lists = this.description.properties.filter(({ type }) => type === 'resourceLocator');
		const found = lists.flatMap((list) => {
			const { resource = [], operation = [] } = list.displayOptions?.show ?? {};
			const place = { resource: String(resource[0]), operation: String(operation[0]) };
			const { name, displayName } = list;
			return this.isShown(place)(list) ? [{ name, displayName, ...place }] : [];
		});
		const isFirst = ({ name, resource }: Picker, index: number) =>
			found.findIndex((each) => each.name === name && each.resource === resource) === index;
		return found.filter(isFirst);
	}

	private get resources(): string[] {
		return this.optionsOf('resource', {}).map(({ value }) => String(value));
	}

	private optionsOf(parameter: string, given: Parameters) {
		const isShown = this.isShown(given);
		const property = this.description.properties.find((each) => each.name === parameter && isShown(each));
		return (property?.options ?? []) as Array<{ name: string; value: unknown; action?: string }>;
	}

	private isShown(given: Parameters) {
		const complete = this.complete(given) as INodeParameters;
		const node = this.node(given);
		return (each: INodeProperties | INodeCredentialDescription): boolean =>
			NodeHelpers.displayParameter(complete, each, node, this.description);
	}

	/** With the defaults of whatever is not given. */
	private complete(given: Parameters): Parameters {
		const { properties } = this.description;
		const [parameters, node] = [given as INodeParameters, this.node(given)];
		return NodeHelpers.getNodeParameters(properties, parameters, true, false, node, this.description) ?? {};
	}

	private node(given: Parameters): INode {
		const { name, version } = this.description;
		const parameters = given as INodeParameters;
		return { id: '', name: '', type: name, typeVersion: Number(version), position: [0, 0], parameters };
	}
}

/** What the editor calls a credential type and its fields. */
export class CredentialSurface {
	private constructor(private readonly description: CredentialTypeDescription) {}

	static async of(rest: N8nRest, type: string): Promise<CredentialSurface> {
		const description = (await rest.describeCredentialTypes()).find(({ name }) => name === type);
		if (!description) throw new Error(`n8n knows of no credential type ${type}`);
		return new CredentialSurface(description);
	}

	get title(): string {
		return this.description.displayName;
	}

	/** @throws {Error} when it has no such field */
	field(name: string): INodeProperties {
		const field = this.description.properties.find((each) => each.name === name);
		if (!field) throw new Error(`${this.title} has no field ${name}`);
		return field;
	}
}
