import fc from 'fast-check';
import { SupplyDataContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type IExecuteFunctions,
	type INodeParameters,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	NodeConnectionTypes,
	Workflow,
} from 'n8n-workflow';
import { ParameterReads } from '../../../../../nodes/shared/node/parameterReads';

const node = { id: '1', name: 'n', type: 't', typeVersion: 1, position: [0, 0] as [number, number] };
const token = { displayName: 'Token', name: 'token', type: 'string', default: '' };
const nodeTypes = {
	getByName: () => ({}) as INodeType,
	getByNameAndVersion: () => ({ description: { properties: [token] } }) as unknown as INodeType,
	getKnownTypes: () => ({}),
};
const workflowWith = (parameters: INodeParameters) =>
	new Workflow({ nodes: [{ ...node, parameters }], connections: {}, active: false, nodeTypes });
const { expression } = workflowWith({});

/** What n8n's own expressions give, and a node's functions that count how often they are asked. */
function run(raw: string, items: IDataObject[]) {
	const input = items.map((json) => ({ json }));
	const computed = (itemIndex: number): unknown =>
		expression.getParameterValue(raw, null, 0, itemIndex, node.name, input, 'manual', {});
	const getNodeParameter = jest.fn((_: string, itemIndex: number, __: unknown, options: object) =>
		'rawExpressions' in options ? raw : computed(itemIndex),
	);
	const functions = { getNodeParameter, getInputData: () => input } as unknown as IExecuteFunctions;
	const reads = new ParameterReads(functions);
	const read = () => items.map((_, itemIndex) => outcomeOf(() => reads.read('token', itemIndex)));
	return { read, computed: items.map((_, index) => outcomeOf(() => computed(index))), getNodeParameter };
}

function outcomeOf(work: () => unknown): unknown {
	try {
		return { value: work() };
	} catch (error) {
		return { error: (error as Error).message };
	}
}

const VALUES = ['demo', '', ' demo\n', '={{ 1 + 1 }}', 'a"b', 12, 0, true, null, ['a'], { a: 'b' }];
const items = (field: string): IDataObject[] => [...VALUES.map((value) => ({ [field]: value })), {}];

describe('what an expression takes out of the item', () => {
	it.each([
		['={{ $json.token }}', 'token'],
		['={{$json.token}}', 'token'],
		['={{ $json._1 }}', '_1'],
		[`={{ $json['access token'] }}`, 'access token'],
		['={{ $json["access-token"] }}', 'access-token'],
		[`={{ $json['größe'] }}`, 'größe'],
	])('%s is what n8n computes, and text is taken without asking it', (raw, field) => {
		const { read, computed, getNodeParameter } = run(raw, items(field));
		expect(read()).toEqual(computed);
		const texts = VALUES.filter((value) => typeof value === 'string').length;
		// Asked once how the parameter is stored.
		expect(getNodeParameter).toHaveBeenCalledTimes(1 + VALUES.length + 1 - texts);
	});

	it.each([
		'={{ $json }}',
		'={{ $json.token.a }}',
		'={{ $json.token }} ',
		' ={{ $json.token }}',
		'={{ $json.token }}{{ $json.token }}',
		'=Bearer {{ $json.token }}',
		'={{ $json.token ?? "none" }}',
		'={{ $json?.token }}',
		`={{ $json['a\\'b'] }}`,
		`={{ $json['token"] }}`,
		`={{ $json["toke\\u006e"] }}`,
		`={{ $json['to\nken'] }}`,
		`={{ $json['to\u2028ken'] }}`,
		'={{ $json[`token`] }}',
		'={{ $json.toString }}',
		'={{ $json.__proto__ }}',
		'={{ $json.constructor }}',
		`={{ $json['constructor'] }}`,
		'={{ $JSON.token }}',
		'={{ $json.1a }}',
		'={{ }}',
		'=token',
		'token',
	])('%s is what n8n computes', (raw) => {
		const { read, computed } = run(raw, items('token'));
		expect(read()).toEqual(computed);
	});

	it.each(['={{ $json }}', '={{ $json.token }}', `={{ $json['0'] }}`])(
		'%s of an item that holds no object is what n8n computes',
		(raw) => {
			const { read, computed } = run(raw, [null, 'text', 5, ['a'], []] as never);
			expect(read()).toEqual(computed);
		},
	);

	it.each([
		['={{ $json.token }}', 'of the item'],
		['={{ $json }}', { token: 'of the item' }],
	])("of a tool %s is the agent's item, and not what the model says", (raw, taken) => {
		const workflow = workflowWith({ token: raw });
		const n8nUrl = 'http://localhost';
		const tool = new SupplyDataContext(
			workflow,
			Object.values(workflow.nodes)[0] as never,
			{ webhookWaitingBaseUrl: n8nUrl, formWaitingBaseUrl: n8nUrl } as IWorkflowExecuteAdditionalData,
			'manual',
			createRunExecutionData(),
			0,
			[{ json: { token: 'of the item' } }],
			{ [NodeConnectionTypes.AiTool]: [[{ json: { token: 'of the model' } }]] },
			NodeConnectionTypes.AiTool,
			{} as never,
			[],
		);
		expect(new ParameterReads(tool as unknown as IExecuteFunctions).read('token', 0)).toEqual(taken);
	});

	const names = fc.oneof(
		fc.string({ maxLength: 12 }),
		fc.constantFrom(
			'constructor',
			'a.constructor',
			'constructors',
			'prototype',
			'__proto__',
			'mainModule',
			'globalThis',
			'a}}',
		),
	);

	it('is what n8n computes for any name and any text', () => {
		fc.assert(
			fc.property(names, fc.string(), fc.constantFrom(`'`, '"'), (name, text, quote) => {
				for (const raw of [`={{ $json.${name} }}`, `={{ $json[${quote}${name}${quote}] }}`]) {
					const { read, computed } = run(raw, [{ [name]: text }]);
					expect(read()).toEqual(computed);
				}
			}),
		);
	});
});
