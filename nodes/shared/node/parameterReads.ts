import type { IDataObject, IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';
import { partOfItem, type PartOfItem } from '../fields/partOfItem';

/**
 * The parameters of one run. n8n computes a parameter for each item anew, expression or not, and looks through all of
 * the node's fields for a resource locator; what can be known once is asked for once. For an expression n8n 2.41 takes
 * 0.8 ms of CPU, two thirds of what the request of the item takes; one that names a field of the item is read from there.
 */
export class ParameterReads {
	private readonly fixed = new Map<string, unknown>();
	private readonly options = new Map<string, IGetNodeParameterOptions>();
	private readonly parts = new Map<string, PartOfItem>();

	constructor(private readonly functions: IExecuteFunctions) {}

	/** A resource locator as the value it locates; an expression that names a text of the item as that text. */
	read(name: string, itemIndex: number): unknown {
		if (this.fixed.has(name)) return this.fixed.get(name);
		const options = this.options.get(name) ?? this.learn(name);
		const part = this.parts.get(name);
		// Tools of an agent have no main input: `$json` is the agent's item there, and the model's words are the tool's.
		const taken = part && takenFrom(this.functions.getInputData(0, 'main')[itemIndex]?.json, part);
		if (taken !== undefined) return taken;
		const value: unknown = this.functions.getNodeParameter(name, itemIndex, undefined, options);
		if (!this.options.has(name)) this.fixed.set(name, value);
		return value;
	}

	/** How to read a parameter; kept for those that differ by item. */
	private learn(name: string): IGetNodeParameterOptions {
		const raw: unknown = this.functions.getNodeParameter(name, 0, undefined, { rawExpressions: true });
		const options = { extractValue: typeof raw === 'object' };
		if (holdsExpression(raw)) this.options.set(name, options);
		const part = partOfItem(raw);
		if (part) this.parts.set(name, part);
		return options;
	}
}

/** Undefined where n8n may say more of it: a field that is not there, and what is no text, which n8n hands out as a copy. */
function takenFrom(json: IDataObject | undefined, { field }: PartOfItem): unknown {
	if (field === undefined) return json;
	const value = json && Object.hasOwn(json, field) ? json[field] : undefined;
	return typeof value === 'string' ? value : undefined;
}

/** n8n takes any text that begins with an equals sign for one. */
function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
