import type { INode, INodeCredentialsDetails } from 'n8n-workflow';
import { dependsOnItem, isPlain } from '../../../../../nodes/shared/signing/itemDependence';

/** n8n's context, as far as it is asked: a node with a credential of that stored content. */
const contextOf = (stored: unknown, more: object = {}) => {
	const details: INodeCredentialsDetails = { id: '1', name: 'Mia' };
	const getDecrypted = async (...[, , , , , isRaw]: unknown[]) => {
		if (isRaw !== true) throw new Error('The expressions are asked for as they are stored');
		if (stored instanceof Error) throw stored;
		return stored;
	};
	return {
		getNode: () => ({ credentials: { sampleApi: details } }) as unknown as INode,
		additionalData: { credentialsHelper: { getDecrypted } },
		...more,
	};
};
const depends = async (stored: unknown, more?: object) =>
	await dependsOnItem(contextOf(stored, more), 'sampleApi');

describe('a credential', () => {
	it.each([
		[{ key: 'k', url: 'https://a.example/$json' }],
		[{}],
		[{ key: '={{ $self["url"] }}' }],
		[{ key: '={{ $vars.key }}', url: '=https://{{ $env.HOST }}' }],
		[{ key: '={{ $secrets.vault.key }}' }],
		[{ key: '={{ $executionId + $execution.mode + $workflow.id }}' }],
		[{ key: '={{ 1 + 1 }}' }],
		[{ key: 7, isOn: true, nothing: null }],
	])('of %j is the same for all items', async (stored) => {
		expect(await depends(stored)).toBe(false);
	});

	it.each([
		[{ key: '={{ $json.key }}' }],
		[{ key: '={{ $("Set").item.json.key }}' }],
		[{ key: '={{ $node["Set"].json.key }}' }],
		[{ key: '={{ $input.item.json.key }}' }],
		[{ key: '={{ $itemIndex }}' }],
		[{ key: '={{ $vars[$json.name] }}' }],
		[{ key: '={{ $selfish }}' }],
		[{ key: '={{ $now }}' }],
		[{ oauthTokenData: { deep: ['={{ $json.key }}'] } }],
	])('of %j may be another one for each', async (stored) => {
		expect(await depends(stored)).toBe(true);
	});

	it.each([
		['that cannot be read', new Error('no'), {}],
		['that nobody shows', {}, { additionalData: undefined }],
		['that an older n8n keeps', {}, { additionalData: { credentialsHelper: {} } }],
		['that the node has not', {}, { getNode: () => ({}) }],
	])('%s may be another one for each', async (_, stored, more) => {
		expect(await depends(stored, more)).toBe(true);
	});

	it('is asked for in the mode of the execution', async () => {
		const modes: unknown[] = [];
		const getDecrypted = async (...[, , , mode]: unknown[]) => {
			modes.push(mode);
			return {};
		};
		const additionalData = { credentialsHelper: { getDecrypted } };
		await depends({}, { additionalData, getMode: () => 'trigger' });
		await depends({}, { additionalData });
		expect(modes).toEqual(['trigger', 'internal']);
	});
});

it.each([
	[{ key: 'k', allowedDomains: '={{ $self["url"] }}' }, true],
	[{ key: '={{ $vars.key }}' }, false],
	[{ key: '={{ $json.key }}' }, false],
	[new Error('no'), false],
])('%j holds nothing but values: %s', async (stored, plain) => {
	expect(await isPlain(contextOf(stored), 'sampleApi')).toBe(plain);
});
