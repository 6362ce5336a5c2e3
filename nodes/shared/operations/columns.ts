import type { IDataObject } from 'n8n-workflow';

/** What a row calls a column: by this name, or by this name in lower case, as databases fold names. */
export const columnOf = (row: IDataObject, name: string): string | undefined =>
	[name, name.toLowerCase()].find((each) => Object.hasOwn(row, each));

/** What a row holds in a column, whatever the row calls it. */
export const at = (row: IDataObject, name: string): IDataObject[string] => row[columnOf(row, name) ?? name];

/** Whether a row holds anything in a column. */
export const isFilled = (row: IDataObject, name: string): boolean => (at(row, name) ?? '') !== '';

/** Without these columns, whatever the row calls them. */
export function without(row: IDataObject, names: readonly string[]): IDataObject {
	const columns = names.map((name) => columnOf(row, name));
	return Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)));
}

/** These columns alone, as far as there are any, as the row calls them. */
export function only(row: IDataObject, names: readonly string[]): IDataObject {
	const columns = names.map((name) => columnOf(row, name));
	return Object.fromEntries(Object.entries(row).filter(([column]) => columns.includes(column)));
}
