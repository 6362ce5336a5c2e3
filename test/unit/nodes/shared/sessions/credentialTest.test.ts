import path from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { credentialTypes } from '../../../../../host/package';
import { root } from '../../../../support/providers';

const tested = credentialTypes()
	.map((name) => {
		const className = name.charAt(0).toUpperCase() + name.slice(1);
		const module = require(path.join(root, `credentials/${className}.credentials`)) as Record<
			string,
			new () => ICredentialType
		>;
		return { name, type: new (module[className] as new () => ICredentialType)() };
	})
	.filter(({ type }) => type.test);

it('n8n tests all but the OAuth2 credentials, which it connects, and the keys that nobody else knows', () => {
	expect(credentialTypes().filter((name) => !tested.some((each) => each.name === name))).toEqual(
		credentialTypes().filter((name) => /OAuth2Api$|SealKeyApi$/.test(name)),
	);
});

describe.each(tested)('the test of $name', ({ type }) => {
	const said = Object.fromEntries(
		(type.test?.rules ?? []).flatMap(({ type: kind, properties }) =>
			kind === 'responseCode' ? [[properties.value, properties.message]] : [],
		),
	);

	it.each([401, 403, 404, 429, 500, 302])(
		'says in a sentence what HTTP %s means, and what to do',
		(status) => {
			expect(said[status]).toMatch(/^[A-Z].{20,}[.;:] .{10,}/);
			expect(said[status]).not.toMatch(/undefined|provider\.example/);
		},
	);

	it('tells a wrong address from a wrong key', () => {
		expect(said[404]).toContain('address');
		expect(said[401]).not.toContain('address in the credential');
	});
});
