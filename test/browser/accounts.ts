import { Control } from '../e2e/control';
import { shippedEntries } from '../e2e/entries';
import type { Account, Entry } from '../e2e/entry';
import type { Stage } from './story';

const LIFE_SECONDS = 3600;
let last = 0;

/** Somebody at a provider whom no other story knows. */
export interface Person {
	name: string;
	account: Account;
	control: Control;
}

/**
 * Makes an account at the provider, with a name of its own and the limits and lifetimes of the end-to-end rows; access
 * tokens live an hour.
 */
export async function newPerson({ sandbox }: Stage, entry: Entry): Promise<Person> {
	const control = new Control(sandbox, entry.provider);
	await control.settings({ ...entry.settings, ...entry.lifetime(LIFE_SECONDS) });
	const name = `person${++last}`;
	return { name, account: await entry.createAccount(control, sandbox, name), control };
}

/** A credential of a type that is stored, and connected where that can be, for a new person; the editor has to be opened anew. */
export async function storedCredential(
	stage: Stage,
	type: string,
	prepare: (person: Person) => Promise<unknown> = async () => undefined,
): Promise<{ id: string; name: string; person: Person }> {
	const entry = shippedEntries().find((each) => each.type === type);
	if (!entry) throw new Error(`There is no entry for ${type}`);
	const person = await newPerson(stage, entry);
	await prepare(person);
	const name = `Credential of ${person.name}`;
	const id = await stage.rest.createCredential({ name, type, data: person.account.data });
	await person.account.signInToBrowser?.();
	if (entry.kind === 'oAuth2') await stage.rest.connectCredential(id);
	return { id, name, person };
}
