import { NodeHelpers, type INode, type INodeParameters, type INodePropertyOptions } from 'n8n-workflow';
import { CalCom } from '../../../../nodes/CalCom/CalCom.node';
import { provider } from '../../../../nodes/CalCom/provider';
import { listOperations } from '../../../../nodes/shared/node/describe';

const { description } = new CalCom();
const valuesOf = (name: string) =>
	description.properties
		.filter((field) => field.name === name)
		.flatMap(({ options = [] }) => (options as INodePropertyOptions[]).map(({ value }) => String(value)));

/** The parameters of a node as n8n keeps them: those that are shown, with all else at its default. */
function parametersOf(chosen: INodeParameters): INodeParameters {
	return NodeHelpers.getNodeParameters(description.properties, chosen, true, false, null, description) ?? {};
}

const cases = listOperations(provider).flatMap(({ resource, operation, value }) =>
	valuesOf('authentication').flatMap((authentication) =>
		valuesOf('clientAuthentication').map((clientAuthentication) => ({
			value,
			authentication,
			clientAuthentication,
			resource,
			operation,
		})),
	),
);

it.each(cases)(
	'$value shows one credential, that it works with, left at $authentication and $clientAuthentication',
	({ value, operation, ...left }) => {
		const [resource = '', name = ''] = value.split(':');
		const { authentication, clientAuthentication } = left;
		const parameters = parametersOf({ resource, operation: name, authentication, clientAuthentication });
		const shown = (description.credentials ?? [])
			.filter((each) =>
				NodeHelpers.displayParameter(parameters, each, { typeVersion: 1 } as INode, description),
			)
			.map((each) => each.name);
		expect(shown).toHaveLength(1);
		expect(operation.credentials).toContain(shown[0]);
	},
);

describe('the list of resources', () => {
	const list = description.properties.find(({ name }) => name === 'resource');
	const options = (list?.options ?? []) as INodePropertyOptions[];

	it('begins with OAuth2, which lasts', () => {
		expect(options.map(({ name }) => name.split(' ')[0])).toEqual([
			'OAuth2',
			'OAuth2',
			'Platform',
			'Platform',
			'Platform',
			'User',
		]);
		expect(list?.default).toBe('user');
	});

	it('keeps the values that workflows have stored', () => {
		expect(options.map(({ value }) => value)).toEqual([
			'oAuth2Client',
			'oAuth2Token',
			'oAuthClient',
			'platformToken',
			'managedUser',
			'user',
		]);
	});

	it.each(options.filter(({ name }) => name.startsWith('Platform')))(
		'says that $name is deprecated',
		(option) => {
			expect(option.description).toContain('Deprecated by Cal.com');
			const placed = listOperations(provider).filter(({ resource }) => resource.name === option.name);
			for (const { operation } of placed) expect(operation.description).toContain('Deprecated by Cal.com');
		},
	);
});
