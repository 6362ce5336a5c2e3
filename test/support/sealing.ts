import type { IDataObject } from 'n8n-workflow';
import type { Caller } from '../../nodes/shared/node/caller';
import { ItemContext } from '../../nodes/shared/node/itemContext';
import type { Dialect } from '../../oauth/dialect';
import { sample } from './dialects';
import type { Scenario } from './scenarios';
import type { TestBed } from './testBed';
import type { Step } from './testN8n';

/** A key in base64, out of a sentence of 32 letters, so that nobody takes it for a real one. */
export const SEAL_KEY = Buffer.from('mustnotleak: the newest seal key').toString('base64');

/** Another one, for what was sealed before. */
export const OLDER_SEAL_KEY = Buffer.from('mustnotleak: the oldest seal key').toString('base64');

/** What an item is given: its fields, and what its credential holds; no credential is chosen where that is left out. */
export interface Given {
	readonly fields?: IDataObject;
	readonly credential?: IDataObject;
	readonly server?: string;
	readonly dialect?: Dialect;
}

/** An item that has nothing but its seals. */
export function sealedItem({ fields = {}, credential, server, dialect = sample() }: Given): ItemContext {
	const caller = {
		parameter: (name: string) => fields[name],
		credential: () => async () => credential,
		hasCredential: () => credential !== undefined,
		run: {},
	} as unknown as Caller;
	return new ItemContext(dialect, caller, undefined, {
		credentialOf: () => ({ type: 'demoApi', name: 'Demo' }),
		serverOf: async () => server ?? 'https://demo.example',
	});
}

/** The same step, with credentials that hold seal keys besides. */
function withSealKey({ n8n }: TestBed, step: Step, keys: IDataObject = { sealKey: SEAL_KEY }): Step {
	const sealing = Object.entries(step.credentials ?? {}).map(([type, name]): [string, string] => {
		const copy = `${name}, with ${Object.keys(keys).join(' and ')}`;
		n8n.addCredential(copy, type, { ...n8n.credentials.stored.get(name)?.data, ...keys } as never);
		return [type, copy];
	});
	return { ...step, credentials: Object.fromEntries(sealing) };
}

const PLAIN_ROW = {
	accessToken: 'demo-access',
	refreshToken: 'demo-refresh',
	owner: 'ada',
	sealedTokens: null,
};
const SEALED = expect.stringMatching(/^sealed\.v1\./);

/**
 * What a resource's operations on seals do with a row.
 *
 * @param of makes a step out of an operation and its parameters
 */
export function sealScenarios(
	bed: TestBed,
	resource: string,
	of: (operation: string, parameters: IDataObject) => Step,
): Record<string, Scenario> {
	const onRow = (operation: string, tokenSet: IDataObject, keys?: IDataObject) =>
		withSealKey(bed, of(`${resource}:${operation}`, { tokenSet }), keys);
	const sealedRow = async (keys?: IDataObject) =>
		(await bed.n8n.run([{}], onRow('seal', PLAIN_ROW, keys))).json[0] as IDataObject;
	return {
		[`${resource}:seal`]: async () => ({
			step: onRow('seal', PLAIN_ROW),
			expected: { accessToken: null, refreshToken: null, owner: 'ada', sealedTokens: SEALED },
		}),
		[`${resource}:unseal`]: async () => ({
			step: onRow('unseal', await sealedRow()),
			expected: PLAIN_ROW,
		}),
		[`${resource}:reSeal`]: async () => ({
			step: onRow('reSeal', await sealedRow({ sealKey: OLDER_SEAL_KEY }), {
				sealKey: SEAL_KEY,
				olderSealKeys: OLDER_SEAL_KEY,
			}),
			expected: { accessToken: null, owner: 'ada', sealedTokens: SEALED },
		}),
	};
}
