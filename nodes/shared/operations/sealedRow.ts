import type { IDataObject } from 'n8n-workflow';
import { inputProblem } from '../../../oauth/problems';
import { isSealed } from '../../../oauth/seal';
import { SEALED_TOKENS, SECRET_COLUMNS, type Secrets } from '../node/itemSeals';
import type { ItemContext } from '../node/itemContext';
import { tokenIn } from '../node/parameters';
import { at, columnOf, isFilled, only, without } from './columns';
import { TokenRow } from './tokenRow';

/** A stored session with its tokens in the plain, as the work on it sees them, and the way back to its own columns. */
export interface OpenedRow {
	readonly row: IDataObject;
	/** Seals what came of it, in the columns that the row had; what has not changed stays as it was sealed. */
	readonly closed: (changed: IDataObject) => Promise<IDataObject>;
}

/**
 * Opens a stored session, as far as it is sealed.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it does not open, or when what came of it
 * would have to be put out in the plain
 */
export async function openRow(context: ItemContext, stored: IDataObject): Promise<OpenedRow> {
	context.seals.ofRow(at(stored, 'owner'));
	refuseMisplacedSeals(stored);
	if (isSealedRow(stored)) return await openSealed(context, stored);
	await context.seals.check();
	if (!(await context.seals.keys())) return { row: stored, closed: async (changed) => changed };
	if (isPlainRow(stored) && columnOf(stored, SEALED_TOKENS) === undefined) {
		throw inputProblem(IN_THE_PLAIN, SEAL_FIRST);
	}
	const closed = async (changed: IDataObject) =>
		isPlainRow(changed) ? await sealedRow(context, changed) : changed;
	return { row: stored, closed };
}

/**
 * A stored session with its tokens in the plain, for work that puts none of them out: nothing has to be sealed then.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it does not open
 */
export async function openedRow(context: ItemContext, stored: IDataObject): Promise<IDataObject> {
	context.seals.ofRow(at(stored, 'owner'));
	context.seals.waive();
	refuseMisplacedSeals(stored);
	return isSealedRow(stored) ? withSecrets(stored, await secretsIn(context, stored)) : stored;
}

/**
 * A server would take it for a token that is over.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when what is sealed stands where tokens belong
 */
export function refuseMisplacedSeals(row: IDataObject): void {
	for (const column of ['accessToken', 'refreshToken']) {
		const value = at(row, column);
		if (typeof value === 'string' && isSealed(value.trim())) {
			throw inputProblem(`The token set holds something sealed as its ${column}`, BELONGS_ELSEWHERE);
		}
	}
}

async function openSealed(context: ItemContext, stored: IDataObject): Promise<OpenedRow> {
	const row = withSecrets(stored, await secretsIn(context, stored));
	const closed = async (changed: IDataObject) => ({
		...without(changed, SECRET_COLUMNS),
		...only(stored, SECRET_COLUMNS),
		...(isSame(changed, row)
			? {}
			: sealedText(stored, await context.seals.seal(plainSecrets(context, changed)))),
	});
	return { row, closed };
}

const withSecrets = (stored: IDataObject, secrets: Secrets): IDataObject => ({
	...without(stored, SECRET_COLUMNS),
	...{ accessToken: null, refreshToken: null, extra: null, ...secrets },
});

/** A row with its tokens sealed, in a column that is added where there is none, and those emptied that held them. */
export async function sealedRow(context: ItemContext, row: IDataObject): Promise<IDataObject> {
	const secrets = plainSecrets(context, row);
	const emptied = Object.keys(only(row, ['accessToken', 'refreshToken', ...Object.keys(secrets)]));
	return {
		...row,
		...Object.fromEntries(emptied.map((column) => [column, null])),
		...withOwner(context, row),
		...sealedText(row, await context.seals.seal(secrets)),
	};
}

/** What a table has in its own column stays as it is. */
function withOwner(context: ItemContext, row: IDataObject): IDataObject {
	const column = columnOf(row, 'owner');
	return column === undefined || isFilled(row, 'owner') ? {} : { [column]: context.seals.owner() };
}

/** A row with its tokens in the plain, in columns that are added where there are none, and nothing sealed. */
export async function unsealedRow(context: ItemContext, row: IDataObject): Promise<IDataObject> {
	const secrets = Object.entries(await secretsIn(context, row));
	const filled = secrets.map(([name, value]) => [columnOf(row, name) ?? name, value]);
	return { ...row, ...Object.fromEntries(filled), ...sealedText(row, null) };
}

/**
 * What is sealed in a row.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it does not open, or when there are tokens
 * in the plain beside it
 */
export async function secretsIn(context: ItemContext, row: IDataObject): Promise<Secrets> {
	if (isPlainRow(row)) throw inputProblem(BOTH, EMPTY_THE_OLDER);
	return await context.seals.open(sealedIn(row), TITLE);
}

/** The sealed text of a row, without what was copied along. */
export const sealedIn = (row: IDataObject): string => tokenIn(at(row, SEALED_TOKENS), TITLE);

/** The column of sealed tokens, called as the row calls it. */
export const sealedText = (row: IDataObject, sealed: string | null): IDataObject => ({
	[columnOf(row, SEALED_TOKENS) ?? SEALED_TOKENS]: sealed,
});

/** Whether a row holds sealed tokens. */
export const isSealedRow = (row: IDataObject): boolean => isFilled(row, SEALED_TOKENS);

/** Whether a row holds tokens that anybody can read. */
export const isPlainRow = (row: IDataObject): boolean =>
	isFilled(row, 'accessToken') || isFilled(row, 'refreshToken');

/** Columns called `extra` and `raw` may be the table's own: those hold something else. */
function plainSecrets({ dialect }: ItemContext, row: IDataObject): Secrets {
	const columns = new TokenRow(row, dialect.tokens).secretColumns().filter((name) => isFilled(row, name));
	return Object.fromEntries(columns.map((name) => [name, inText(at(row, name))])) as Secrets;
}

const isSame = (one: IDataObject, other: IDataObject): boolean =>
	SECRET_COLUMNS.every((name) => (at(one, name) ?? null) === (at(other, name) ?? null));

const inText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

const TITLE = `Token Set: ${SEALED_TOKENS}`;
const NOTHING_SENT = 'Nothing was sent.';

const BOTH = 'The token set holds tokens in the plain and sealed ones';
const EMPTY_THE_OLDER = `Nobody knows which are the newer ones. Empty accessToken, refreshToken, extra and raw, or ${SEALED_TOKENS}. ${NOTHING_SENT}`;
const BELONGS_ELSEWHERE = `It belongs into a column called ${SEALED_TOKENS}. ${NOTHING_SENT}`;
const IN_THE_PLAIN = 'The token set holds tokens in the plain, and the credential has a seal key';
const SEAL_FIRST = `Add a text column ${SEALED_TOKENS} to the table. Then this operation seals what it returns; Seal goes through a whole table. ${NOTHING_SENT}`;
