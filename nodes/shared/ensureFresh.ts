import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord, parseJson } from '../../oauth/json';
import { inputProblem, isEndedSession, isOAuthProblem } from '../../oauth/problems';
import { secondsLeft, type TokenSet } from '../../oauth/tokens';
import type { ItemContext } from './itemContext';
import { tokenOutput } from './tokenOutput';

export const ensureFreshFields: INodeProperties[] = [
	{
		displayName: 'Token Set',
		name: 'tokenSet',
		type: 'json',
		required: true,
		default: '={{ $json }}',
		description:
			'A stored session with accessToken, refreshToken and expiresAt, such as a row of a Data Table; other columns are kept',
	},
	{
		displayName: 'Minutes Left',
		name: 'minutesLeft',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'Refresh when the access token expires within so many minutes',
	},
	{
		displayName: 'Return Dead Sessions',
		name: 'returnDeadSessions',
		type: 'boolean',
		default: false,
		description:
			'Whether a session that cannot be refreshed any more is returned with status "reconnectRequired" and a reason, instead of an error',
	},
];

/**
 * A stored session that is good for a while: as it came in, refreshed, or reported dead. `status` and
 * `refreshed` tell which.
 *
 * @param refresh trades a refresh token for a new token set
 * @throws {import('../../oauth/problems').OAuthProblem} when the stored session lacks something, when the
 * provider fails, or when the session is dead and the item is not to report that
 */
export async function ensureFresh(
	context: ItemContext,
	refresh: (refreshToken: string) => Promise<TokenSet>,
): Promise<IDataObject> {
	const stored = readStored(context.parameter('tokenSet'));
	const left = secondsLeft(text(stored.expiresAt), Date.now()) ?? NaN;
	if (Number.isNaN(left)) throw inputProblem('The token set has no readable expiresAt', STORE_ALL);
	if (left > context.number('minutesLeft', 'Minutes Left') * 60)
		return { ...stored, status: 'fresh', refreshed: false };
	if (text(stored.refreshToken) === undefined)
		throw inputProblem('The token set has no refreshToken', STORE_ALL);
	return await refresh(String(stored.refreshToken)).then(
		(tokens) => ({ ...stored, ...tokenOutput(tokens, {}), status: 'refreshed', refreshed: true }),
		(error: unknown) => {
			if (!isOAuthProblem(error) || !context.flag('returnDeadSessions')) throw error;
			if (!isEndedSession(context.dialect, error)) throw error;
			return { ...stored, status: 'reconnectRequired', refreshed: false, reason: error.message };
		},
	);
}

const STORE_ALL =
	'Store all that Log In or Refresh returned, and pass it in as it was: accessToken, refreshToken and expiresAt. Nothing was sent.';

function readStored(value: unknown): IDataObject {
	const stored = typeof value === 'string' ? parseJson(value) : value;
	if (isRecord(stored)) return stored as IDataObject;
	throw inputProblem('The field "Token Set" holds no object', STORE_ALL);
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
