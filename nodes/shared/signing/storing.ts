import { NodeApiError, type ICredentialDataDecryptedObject, type INode, type JsonObject } from 'n8n-workflow';

const cause = new Error('a cause');

/**
 * Whether n8n stores nothing of a credential but what came of its renewal. Before 2.34.6 it stores the whole of it as it
 * was computed, with values in place of expressions, so that a credential for each item becomes that of one item. It
 * does not tell its version; but from the same one on its errors keep their causes.
 */
export const STORES_ONLY_WHAT_IS_NEW =
	new NodeApiError({} as INode, cause as unknown as JsonObject).cause === cause;

/** Credentials as computed for a request, of which it is known that no field that a person fills in is an expression. */
const plain = new WeakSet<ICredentialDataDecryptedObject>();

/** Notes of the data of a credential that none of its fields is an expression. */
export const notePlain = (data: ICredentialDataDecryptedObject) => plain.add(data);

/**
 * Whether n8n may store what comes of a renewal.
 *
 * @param isSettled whether there is a stored session of the same account, or somebody tests the credential, which the
 * editor lets nobody do who has filled in expressions
 */
export const mayStore = (
	data: ICredentialDataDecryptedObject,
	isSettled: boolean,
	storesOnlyWhatIsNew = STORES_ONLY_WHAT_IS_NEW,
): boolean => storesOnlyWhatIsNew || isSettled || plain.has(data);
