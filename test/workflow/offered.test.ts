import { credentialTypes, signingTypes } from '../../host/package';
import { type CredentialTypeDescription, isOffered } from '../../host/offered';
import { TestN8n } from '../support/testN8n';

/** The credential types as n8n hands them to its editor: copied, which leaves methods behind, and through JSON. */
async function described(): Promise<CredentialTypeDescription[]> {
	const { loader } = await TestN8n.load();
	return JSON.parse(
		JSON.stringify(loader.types.credentials.map((type) => ({ ...type }))),
	) as CredentialTypeDescription[];
}

it.each(signingTypes())('%s is offered by the HTTP Request node', async (name) => {
	expect(isOffered(await described(), name)).toBe(true);
});

it('those that hold nothing but keys are not, since they sign nothing', async () => {
	const types = await described();
	const others = credentialTypes().filter((name) => !signingTypes().includes(name));
	expect(others.filter((name) => isOffered(types, name))).toEqual([]);
	expect(others.length).toBeGreaterThan(0);
});
