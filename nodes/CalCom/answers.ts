import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import type { ItemContext } from '../shared/node/itemContext';

/** Every success but OAuth2's tokens is `{status: "success", data}`. */
export const isOne = (body: unknown): body is { data: IDataObject } => isSuccess(body) && isRecord(body.data);

/** Like {@link isOne}, of a list. Lists of managed users come in pages, without a total. */
export const isMany = (body: unknown): body is { data: IDataObject[] } =>
	isSuccess(body) && Array.isArray(body.data) && body.data.every(isRecord);

const isSuccess = (body: unknown): body is Record<string, unknown> =>
	isRecord(body) && body.status === 'success';

/** Deletions answer what was deleted, client secret and all; nothing of it is passed on. */
export const deleted = { deleted: true };
/** What an ID is answered that Cal.com does not know any more, or never did: it does not tell which. */
export const alreadyDeleted = { deleted: true, alreadyDeleted: true };

/** On by default, so that a new node returns the fields that {@link simplified} is given, and no others. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The named fields of an answer that has them, or all of it where the item asks for the raw data. */
export function simplified(context: ItemContext, answer: IDataObject, names: readonly string[]): IDataObject {
	return context.flag('simplify') ? picked(answer, names) : answer;
}

/** The named fields of an answer that has them. */
export const picked = (answer: IDataObject, names: readonly string[]): IDataObject =>
	Object.fromEntries(names.flatMap((name) => (answer[name] === undefined ? [] : [[name, answer[name]]])));
