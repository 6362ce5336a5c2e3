import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox';
import { Control } from '../e2e/control';
import { titleOf, type Account, type Entry } from '../e2e/entry';
import { shippedEntries } from '../e2e/entries';
import { TestN8n, type Step } from './testN8n';
import { testTime } from './testTime';

/** Every credential type, with what the end-to-end rows know of it. A new one joins by being listed there. */
export const entries = shippedEntries();

/** The same for `it.each`, which fills `$title` into the names of tests. */
export const titled = entries.map((entry) => ({ title: titleOf(entry), entry }));

/** A person at a provider, with the data of a credential that is ready to sign. */
export interface Person extends Account {
	readonly name: string;
	data: ICredentialDataDecryptedObject;
}

/** One sandbox, and all that a test does to its people. */
export class Place {
	private constructor(readonly sandbox: Sandbox) {}

	static readonly start = async (): Promise<Place> =>
		new Place(await startSandbox({ time: testTime.ofSandbox }));

	control({ provider }: Entry): Control {
		return new Control(this.sandbox, provider);
	}

	/** Limits as wide as the end-to-end rows have them, and a life of access tokens of an hour. */
	async prepare(entry: Entry): Promise<Control> {
		const control = this.control(entry);
		await testTime.untilForgotten();
		await control.send('POST', '/reset', {});
		await control.settings({ ...entry.settings, ...entry.lifetime(3600) });
		return control;
	}

	async person(entry: Entry, name: string): Promise<Person> {
		const control = this.control(entry);
		const account = await entry.createAccount(control, this.sandbox, name);
		const data = account.data as ICredentialDataDecryptedObject;
		const { connected } = entry;
		if (!connected) return { ...account, name, data };
		return {
			...account,
			name,
			data: {
				grantType: 'authorizationCode',
				authentication: 'body',
				accessTokenUrl: connected.refreshUrl(this.sandbox),
				...data,
				oauthTokenData: (await connected.tokens(control, name, String(data.clientId))) as never,
			},
		};
	}

	/** What reached the provider, as text. */
	async seen(entry: Entry): Promise<string> {
		return JSON.stringify(await this.control(entry).send('GET', '/requests'));
	}

	close = async (): Promise<void> => await this.sandbox.close();
}

/** The step of the entry's node that reads with the credential of this name. */
export const reading = ({ node, type }: Entry, credential: string, more: Partial<Step> = {}): Step => ({
	type: node.type,
	parameters: node.parameters as Step['parameters'],
	credentials: { [type]: credential },
	...more,
});

/** For a {@link Step} after whose failed items the workflow goes on. */
export const goingOn = { onError: 'continueRegularOutput' } as const;

/** The same data with an expression in each field, out of the given ones by their names. */
export function asExpressions(
	data: IDataObject,
	expression: (field: string) => string,
	path: readonly string[] = [],
): ICredentialDataDecryptedObject {
	return Object.fromEntries(
		Object.entries(data).map(([name, value]) => {
			const here = [...path, name];
			if (typeof value === 'object' && value !== null && !Array.isArray(value))
				return [name, asExpressions(value as IDataObject, expression, here)];
			return [name, typeof value === 'string' ? expression(here.join('.')) : value];
		}),
	) as ICredentialDataDecryptedObject;
}

/** The packed package in n8n-core, without a node of the test's own. */
export const load = async (): Promise<TestN8n> => await TestN8n.load();
