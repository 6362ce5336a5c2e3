import type { IDataObject } from 'n8n-workflow';
import { readMoment } from '../../../oauth/dates';
import { isRecord } from '../../../oauth/json';
import { jsonOfItem } from '../../../oauth/jsonOfItem';
import { inputProblem, isOAuthProblem } from '../../../oauth/problems';
import type { Inputs } from '../../../oauth/requests';
import type { ItemContext } from '../node/itemContext';
import { SEALED_TOKENS, SECRET_COLUMNS } from '../node/itemSeals';
import { tokenIn } from '../node/parameters';
import { at, without } from './columns';
import { openedRow } from './sealedRow';

/** What is stored of a session, as far as work on it needs that; moments are as they are stored. */
export interface StoredSession {
	readonly accessToken?: string;
	readonly refreshToken?: string;
	readonly expiresAt?: unknown;
	readonly refreshTokenExpiresAt?: unknown;
}

/** The row in the field "Token Set". @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it is none */
export function readRow(value: unknown): IDataObject {
	const row = parsed(value);
	if (isRecord(row)) return row as IDataObject;
	throw inputProblem('The field "Token Set" holds no object', STORE_ALL);
}

/** The rows in it, of which there may be one or many. @throws {import('../../../oauth/problems').OAuthProblem} like {@link readRow} */
export function readRows(value: unknown): IDataObject[] {
	const rows = parsed(value);
	if (!Array.isArray(rows)) return [readRow(rows)];
	return rows.map((row, index) => {
		try {
			return readRow(row);
		} catch (error) {
			return inRow(index, rows.length)(error);
		}
	});
}

/** Of several rows, which one it is that is none: `Row 2 of 3: …`. @throws always; anything else as it came */
export const inRow =
	(index: number, count: number) =>
	(error: unknown): never => {
		if (!isOAuthProblem(error) || count === 1) throw error;
		throw inputProblem(`Row ${index + 1} of ${count}: ${error.message}`, error.description);
	};

/**
 * A stored session, opened where it is sealed, for work that puts none of its tokens out.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it does not open, or holds no tokens
 */
export async function openSession(context: ItemContext, row: IDataObject): Promise<StoredSession> {
	const open = await openedRow(context, row);
	const session = {
		accessToken: tokenOf(open, 'accessToken'),
		refreshToken: tokenOf(open, 'refreshToken'),
		expiresAt: momentOf(open, 'expiresAt'),
		refreshTokenExpiresAt: momentOf(open, 'refreshTokenExpiresAt'),
	};
	if (session.accessToken ?? session.refreshToken) return session;
	throw inputProblem('The token set holds no tokens', STORE_ALL);
}

/** The tokens that have come of a stored session since, where this process knows of them; else its own. */
export function newestOf(context: ItemContext, client: Inputs, session: StoredSession): StoredSession {
	const { refreshToken } = session;
	return (refreshToken !== undefined && context.successorsOf(client, refreshToken)) || session;
}

/** What is told of a stored session, beside what its table has in columns of its own; no tokens are in it. */
export const reportOn = (row: IDataObject, told: IDataObject): IDataObject => ({
	...without(row, TOKEN_COLUMNS),
	...told,
});

const TOKEN_COLUMNS = [
	...SECRET_COLUMNS,
	SEALED_TOKENS,
	'tokenType',
	'scopes',
	'expiresAt',
	'expiresInSeconds',
	'refreshTokenExpiresAt',
	'refreshTokenExpiresInSeconds',
	'obtainedAt',
];

/** Whether a column is as good as not there. */
export const isEmpty = (value: unknown): boolean => (value ?? '') === '';

/** What to do about a row that lacks something. */
export const STORE_ALL =
	'Store all that was returned with the tokens, and pass it in as it was: accessToken, refreshToken and expiresAt. Nothing was sent.';

/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` for a moment that cannot be read */
export const unreadableMoment = (name: string) =>
	inputProblem(
		`The token set has no readable ${name}`,
		`It has to be the moment at which the ${name === 'expiresAt' ? 'access' : 'refresh'} token expires, such as 2030-01-31T12:00:00Z, or epoch seconds or milliseconds. A lifetime such as 3600 does not say when it began: store the ${name} that came with the tokens. Nothing was sent.`,
	);

const parsed = (value: unknown): unknown =>
	typeof value === 'string' ? jsonOfItem(value, 'Token Set') : value;

function tokenOf(row: IDataObject, name: string): string | undefined {
	const token = at(row, name);
	return isEmpty(token) ? undefined : tokenIn(token, `Token Set: ${name}`);
}

/** Not known is no problem here; but what is given has to be understood. */
function momentOf(row: IDataObject, name: string): unknown {
	const moment: unknown = at(row, name);
	if (isEmpty(moment)) return undefined;
	if (readMoment(moment) !== undefined) return moment;
	throw unreadableMoment(name);
}
