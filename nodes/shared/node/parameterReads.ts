import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';
import { WHOLE_ITEM } from '../fields/wholeItem';

/**
 * The parameters of one run. n8n computes a parameter for each item anew, expression or not, and looks through all of
 * the node's fields for a resource locator; what can be known once is asked for once.
 */
export class ParameterReads {
	private readonly fixed = new Map<string, unknown>();
	private readonly options = new Map<string, IGetNodeParameterOptions>();
	private readonly wholeItems = new Set<string>();

	constructor(private readonly functions: IExecuteFunctions) {}

	read(name: string, itemIndex: number): unknown {
		if (this.fixed.has(name)) return this.fixed.get(name);
		const options = this.options.get(name) ?? this.learn(name);
		if (this.wholeItems.has(name)) return this.functions.getInputData()[itemIndex]?.json;
		const value: unknown = this.functions.getNodeParameter(name, itemIndex, undefined, options);
		if (!this.options.has(name)) this.fixed.set(name, value);
		return value;
	}

	/** How to read a parameter; kept for those that differ by item. */
	private learn(name: string): IGetNodeParameterOptions {
		const raw: unknown = this.functions.getNodeParameter(name, 0, undefined, { rawExpressions: true });
		const options = { extractValue: typeof raw === 'object' };
		if (holdsExpression(raw)) this.options.set(name, options);
		if (raw === WHOLE_ITEM) this.wholeItems.add(name);
		return options;
	}
}

/** n8n takes any text that begins with an equals sign for one. */
function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
