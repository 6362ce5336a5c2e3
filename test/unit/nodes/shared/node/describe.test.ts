import {
	NodeHelpers,
	type INode,
	type INodeCredentialDescription,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';
import { providers, root } from '../../../../support/providers';
import path from 'node:path';
import { endpointNames } from '../../../../../nodes/shared/node/operation';

const rows = providers.flatMap(({ folder, provider, operations }) => {
	const module = require(path.join(root, 'nodes', folder, `${folder}.node`)) as Record<
		string,
		new () => INodeType
	>;
	const { description } = new (module[folder] as new () => INodeType)();
	return operations.map((placed) => ({
		name: `${folder} ${placed.value}`,
		provider,
		description,
		...placed,
	}));
});

/** The values a field such as "Authentication" can take. */
const choicesOf = (field: { options?: unknown }) =>
	((field.options ?? []) as Array<{ value: string }>).map(({ value }) => value);

describe.each(rows)('$name', ({ description, provider, operation, dialect, value }) => {
	const [resource = '', name = ''] = value.split(':');

	it('is shown with just the credentials it works with', () => {
		const node = { typeVersion: 1 } as INode;
		const isShown = (values: INodeParameters, item: INodeProperties | INodeCredentialDescription) =>
			NodeHelpers.displayParameter(values, item, node, description);
		const modes = (provider.fields ?? []).filter(({ options }) => options);
		const chosen = modes.reduce<INodeParameters[]>(
			(all, mode) =>
				all.flatMap((values) =>
					isShown(values, mode)
						? choicesOf(mode).map((choice) => ({ ...values, [mode.name]: choice }))
						: [values],
				),
			[{ resource, operation: name }],
		);
		const visible = chosen.flatMap((values) =>
			(description.credentials ?? []).filter((each) => isShown(values, each)).map((each) => each.name),
		);
		expect([...new Set(visible)].sort()).toEqual([...operation.credentials].sort());
	});

	it('names endpoints of its dialect', () => {
		for (const name of endpointNames(operation)) {
			expect(dialect.endpoints[name]).toBeDefined();
		}
	});

	it('tells a person, and a model, what it does', () => {
		expect(operation.description.length).toBeGreaterThan(20);
		expect(operation.action).toMatch(/^[A-Z][^A-Z]*[^.]/);
	});
});

describe.each(providers.map(({ folder }) => folder))('the fields of %s', (folder) => {
	const { description } = rows.find(({ name }) => name.startsWith(`${folder} `)) as (typeof rows)[number];
	const shownBy = (description.credentials ?? []).flatMap(({ displayOptions }) =>
		Object.keys(displayOptions?.show ?? {}),
	);

	// The editor draws such a field as part of the choice of a credential; then it leaves out the fields by which this
	// one is shown, and the names of credentials that are shown by anything else.
	it('are drawn apart from the choice of a credential', () => {
		expect(shownBy).not.toContain('authentication');
	});
});
