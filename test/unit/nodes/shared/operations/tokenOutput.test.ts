import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tokenOutput } from '../../../../../nodes/shared/operations/tokenOutput';
import type { TokenSet } from '../../../../../oauth/tokens';
import { providers, root } from '../../../../support/providers';

const TOKENS: TokenSet = {
	accessToken: 'demo',
	tokenType: 'Bearer',
	scopes: ['read', 'write'],
	obtainedAt: '2026-11-26T16:15:28.123Z',
	extra: { tenant: { id: 7 } },
	raw: { access_token: 'demo', list: [1] },
};

it('tokens come as a table can hold them', () => {
	expect(tokenOutput(TOKENS, { includeRawAnswer: true })).toEqual({
		...TOKENS,
		scopes: 'read write',
		extra: '{"tenant":{"id":7}}',
		raw: '{"access_token":"demo","list":[1]}',
	});
	expect(tokenOutput({ ...TOKENS, scopes: [] }, {})).toMatchObject({ scopes: '' });
	expect(tokenOutput(TOKENS, {})).not.toHaveProperty('raw');
});

const schemas = providers.flatMap(({ folder, operations }) =>
	operations.map(({ value, operation }) => {
		const file = `nodes/${folder}/__schema__/v1.0.0/${value.replace(':', '/')}.json`;
		const { properties = {} } = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Schema;
		return { name: `${folder} ${value}`, fields: operation.fields ?? [], properties };
	}),
);

interface Schema {
	readonly properties?: Readonly<Record<string, { readonly type: string | string[] }>>;
}

// The tests of all operations hold what they put out to these schemas, and to nothing else.
it('no operation that puts out tokens puts out lists or objects', () => {
	const ofTokens = schemas.filter(({ properties }) => 'accessToken' in properties);
	const nested = ofTokens.filter(({ properties }) =>
		Object.values(properties).some(({ type }) => /array|object/.test(String(type))),
	);
	expect(nested.map(({ name }) => name)).toEqual([]);
	const notices = schemas.filter(({ fields }) => fields.some(({ name }) => name === 'storeTheNewTokens'));
	expect(ofTokens.map(({ name }) => name)).toEqual(expect.arrayContaining(notices.map(({ name }) => name)));
});
