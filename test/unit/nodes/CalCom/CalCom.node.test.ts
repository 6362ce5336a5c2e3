import type { INodePropertyOptions } from 'n8n-workflow';
import { CalCom } from '../../../../nodes/CalCom/CalCom.node';
import { provider } from '../../../../nodes/CalCom/provider';
import { listOperations } from '../../../../nodes/shared/node/describe';

const { description } = new CalCom();

describe('the list of resources', () => {
	const list = description.properties.find(({ name }) => name === 'resource');
	const options = (list?.options ?? []) as INodePropertyOptions[];

	it('has OAuth2 above the platform, which Cal.com is going to remove', () => {
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
