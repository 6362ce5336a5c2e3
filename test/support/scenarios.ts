import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import type { IDataObject } from 'n8n-workflow';
import type { NodeError } from '../../nodes/shared/node/errors';
import { providers } from './providers';
import { PACKAGE_FOLDER } from './packageFolder';
import type { Step, StepResult } from './testN8n';

/** Given a provider, the nth step to run and what each of its output items has to match; `none` for an empty output. */
export type Scenario = (nth: number) => Promise<{ step: Step; expected: object; none?: true }>;

const ajv = new Ajv({ allowUnionTypes: true, strictSchema: false, allErrors: true });

interface Schema {
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

/** n8n offers the members of a schema, so that one of an answer which is not in it is missed there. */
function nothingElse({ properties, items, ...rest }: Schema): object {
	return {
		...rest,
		...(items && { items: nothingElse(items) }),
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, each]) => [name, nothingElse(each)]),
			),
			additionalProperties: false,
		}),
	};
}

/** Holds an item to the output schema that n8n shows for an operation such as `token:refresh`, or for the trigger: ``. */
export function expectOfSchema(folder: string, operation: string, item: IDataObject): void {
	const file = `${path.join('nodes', folder, '__schema__/v1.0.0', operation.replace(':', '/'))}.json`;
	const schema = JSON.parse(readFileSync(path.join(PACKAGE_FOLDER, 'dist', file), 'utf8')) as Schema;
	const isOfSchema = ajv.compile(nothingElse(schema));
	isOfSchema(item);
	expect(isOfSchema.errors).toBeNull();
}

/** Runs every operation of a provider once; a new operation is missed until it has a scenario. */
export function describeOperations(
	folder: string,
	run: (step: Step) => Promise<StepResult>,
	scenarios: Record<string, Scenario>,
): void {
	const operations = providers.find((each) => each.folder === folder)?.operations.map(({ value }) => value);

	it('every operation has a scenario, and no scenario is left over', () => {
		expect(Object.keys(scenarios).sort()).toEqual([...(operations ?? [])].sort());
	});

	it.each(operations ?? [])('%s succeeds, in the shape of its output schema', async (operation) => {
		const { step, expected, none } = await (scenarios[operation] as Scenario)(0);
		const { items, error } = await run(step);
		expect(error).toBeUndefined();
		expect(items.length > 0).toBe(none !== true);
		for (const { json, pairedItem } of items) {
			expect(json).toMatchObject(expected);
			expect(pairedItem).toEqual({ item: 0 });
			expectOfSchema(folder, operation, json);
		}
	});
}

/** Message, hint and item of a failure, once it is sure that nothing in the result names a secret: those hold "mustnotleak". */
export function shown(result: StepResult) {
	const { message, description, context } = (result.error ?? {}) as NodeError;
	expect(JSON.stringify([result, result.error?.stack, message, description])).not.toContain('mustnotleak');
	return { message, hint: description, item: context?.itemIndex };
}
