import { NodeHelpers, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';
import { requireFittingCredential } from '../../../../../nodes/shared/node/fittingCredential';
import { Parameters } from '../../../../../nodes/shared/node/parameters';
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

	const node = { typeVersion: 1 } as INode;

	/** The credentials that the editor shows, with all that was not chosen at its default. */
	const shownWith = (chosen: INodeParameters): string[] => {
		const { properties, credentials = [] } = description;
		const given = { resource, operation: name, ...chosen };
		const all = NodeHelpers.getNodeParameters(properties, given, true, false, node, description) ?? {};
		return credentials
			.filter((each) => NodeHelpers.displayParameter(all, each, node, description))
			.map((each) => each.name);
	};

	it('is shown with one of the credentials that it works with, and with each of them by choice', () => {
		const [usual, ...more] = shownWith({});
		expect(more).toEqual([]);
		if (operation.credentials.length > 0) expect(operation.credentials).toContain(usual);
		const modes = (provider.fields ?? []).filter(({ type }) => type === 'options');
		const shown = modes.flatMap((mode) =>
			choicesOf(mode).map((choice) => shownWith({ [mode.name]: choice })),
		);
		for (const one of shown) expect(one.length).toBeLessThanOrEqual(1);
		expect([usual, ...shown.flat()]).toEqual(expect.arrayContaining([...operation.credentials]));
	});

	it('refuses in words a way to sign in that was left from another resource', () => {
		const { signIns = {} } = provider;
		for (const [authentication, type] of Object.entries(signIns)) {
			const check = () => {
				requireFittingCredential(provider, operation, new Parameters(() => authentication));
			};
			if (operation.credentials.includes(type)) expect(check).not.toThrow();
			else expect(check).toThrow(`The operation "${operation.name}" does not work with the credential`);
		}
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
