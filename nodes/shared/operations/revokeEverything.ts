import type { IDataObject } from 'n8n-workflow';
import { isOAuthProblem, type OAuthProblem } from '../../../oauth/problems';
import { tokenSetField } from '../fields/ensureFreshFields';
import { notice } from '../fields/notice';
import { ownerOfRowField } from '../fields/ownerField';
import type { Operation } from '../node/operation';
import type { Checking } from './check';
import { inWords, type Ended, type Ender, type Ending } from './endings';
import { inRow, newestOf, openSession, readRows, reportOn, type StoredSession } from './storedSession';

/**
 * Ends what is stored of a person: one session or many. All are read before anything is sent; each has its own report,
 * and none is left out because another one could not be ended.
 */
export const revokeEverything = ({ endpoint, alsoEndpoints, ...ending }: Ending): Operation => ({
	name: 'Revoke Everything',
	action: 'Revoke all stored sessions of person',
	description:
		'End what is stored of a person, one token set or a list of them, and report on each. One that is over already counts as ended.',
	...(endpoint && { endpoint, alsoEndpoints, spends: ['tokenSet'] }),
	credentials: ending.credentials,
	fields: [endpoint ? ENDS : ENDS_NOTHING, { ...tokenSetField, description: ROWS }, ownerOfRowField],
	async run(context) {
		const rows = readRows(context.parameter('tokenSet'));
		const sessions: StoredSession[] = [];
		for (const [index, row] of rows.entries()) {
			sessions.push(await openSession(context, row).catch(inRow(index, rows.length)));
		}
		const client = endpoint ? await ending.inputsOf(context) : {};
		const reports: IDataObject[] = [];
		for (const [index, row] of rows.entries()) {
			const ended = await endOne(ending, { context, client }, sessions[index] ?? {});
			reports.push(reportOn(row, { ...ended }));
		}
		return reports;
	},
});

async function endOne(
	{ end, endAgain, proof }: Pick<Ending, 'end' | 'endAgain' | 'proof'>,
	ender: Ender,
	session: StoredSession,
): Promise<Ended> {
	// What is ended is forgotten, and with it what has come of the stored one.
	const { accessToken } = newestOf(ender.context, ender.client, session);
	const ended = await end(ender, session).catch(notEnded);
	if (!proof || !accessToken || ended.status !== 'ended') return ended;
	const lives = async () => await stillLives(proof, ender, accessToken);
	try {
		if (!(await lives())) return ended;
		if (!endAgain) return STILL_ALIVE;
		await endAgain(ender, accessToken);
		return (await lives()) ? STILL_ALIVE : ended;
	} catch (error) {
		return notLookedAt(error);
	}
}

const stillLives = async (proof: Checking['ask'], { context, client }: Ender, accessToken: string) =>
	(await proof({ context, client, send: context.plain }, accessToken)).accessToken === 'alive';

function notEnded(error: unknown): Ended {
	if (!isOAuthProblem(error)) throw error;
	return { status: mayHaveEnded(error) ? 'unknown' : 'notEnded', reason: inWords(error) };
}

function notLookedAt(error: unknown): Ended {
	if (!isOAuthProblem(error)) throw error;
	return { status: 'unknown', reason: `It could not be looked at afterwards. ${inWords(error)}` };
}

const mayHaveEnded = ({ kind, neverLeft }: OAuthProblem) =>
	!neverLeft && ['unavailable', 'unreachable', 'unreadable'].includes(kind);

const STILL_ALIVE: Ended = {
	status: 'notEnded',
	reason:
		'After the revocation the access token works all the same: it was issued to another client. Use the credential of that one.',
};
const ROWS =
	'A stored session with accessToken and refreshToken, such as a row of a Data Table, or a list of them. Each is reported on with its own columns, and without tokens.';
const ENDS = notice(
	'endsForGood',
	'The sessions end for good: their users have to connect again. Delete the rows afterwards; nothing of them is good any more.',
);
const ENDS_NOTHING = notice(
	'endsNothing',
	'This service has no way to end a session for somebody else: nothing is sent, and each row says what a person can do. Delete the stored tokens, so that nobody refreshes them.',
);
