import type { INodeProperties } from 'n8n-workflow';
import { keyOf } from '../../../oauth/memory';
import { accountKeyOf } from '../signing/accountKey';
import type { Caller } from './caller';
import type { Operation } from './operation';

/** What an item spends or changes, as names by which items wait for each other; none where all of them are done in order. */
export function spentBy({ spends }: Operation, caller: Caller): string[] {
	return spends ? [valuesOf(spends, caller)] : [];
}

/** All that the work of an item depends on: the item, its computed parameters and its accounts. */
export async function describeWork(
	itemIndex: number,
	{ credentials }: Operation,
	fields: readonly INodeProperties[],
	caller: Caller,
): Promise<string> {
	const parameters = valuesOf(['resource', 'operation', ...fields.map(({ name }) => name)], caller);
	const { credentials: chosen = {} } = caller.run.functions.getNode();
	const accounts = credentials
		.filter((type) => type in chosen)
		.map(
			async (type) =>
				await caller
					.credential(type)()
					.then(accountKeyOf, () => 'unreadable'),
		);
	return keyOf(String(itemIndex), parameters, ...(await Promise.all(accounts)));
}

/** One name for the values of some parameters. */
const valuesOf = (names: readonly string[], caller: Caller): string =>
	keyOf(...names.map((name) => valueOf(name, caller)));

/** As text; undefined for a parameter that is not shown, or whose expression fails, and with it the work. */
function valueOf(name: string, caller: Caller): string | undefined {
	try {
		return JSON.stringify(caller.parameter(name));
	} catch {
		return undefined;
	}
}
