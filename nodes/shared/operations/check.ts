import type { IDataObject } from 'n8n-workflow';
import { momentLike, readMoment } from '../../../oauth/dates';
import type { Send } from '../../../oauth/http';
import { isDeadAccessToken, isOAuthProblem, type OAuthProblem } from '../../../oauth/problems';
import type { Inputs } from '../../../oauth/requests';
import { isEarly, stateOfRefused, type RefusedSession, type SessionState } from '../../../oauth/sessionState';
import { tokenSetField } from '../fields/ensureFreshFields';
import { ownerOfRowField } from '../fields/ownerField';
import { systemTime } from '../http/systemTime';
import type { ItemContext } from '../node/itemContext';
import type { Operation } from '../node/operation';
import { newestOf, openSession, readRow, reportOn, type StoredSession } from './storedSession';
import type { TokenClient } from './tokenOperations';

/** Who asks about a session, and as which client. */
export interface Asker {
	readonly context: ItemContext;
	readonly client: Inputs;
	readonly send: Send;
}

/** What a service says of an access token. */
export interface Told {
	readonly accessToken: 'alive' | 'expired' | 'refused';
	/** When it ends, in epoch milliseconds, where the service tells. */
	readonly expiresAt?: number;
	readonly reason?: string;
}

/** How a service is asked whether a session is alive: a question that spends nothing. */
export interface Checking extends TokenClient {
	/** The dialect's endpoint that tells; it has to be a safe one. */
	readonly endpoint: string;
	readonly alsoEndpoints?: readonly string[];
	/** @throws {OAuthProblem} where the service does not tell */
	readonly ask: (asker: Asker, accessToken: string) => Promise<Told>;
	/** Whether a refresh may leave the refresh token good, while it ends the access token of before. */
	readonly refreshKeepsToken?: true;
	/**
	 * Asked of every token that was refused. Where this is left out, `ask` is repeated of one that was refused before its
	 * time, or whose session would be called ended.
	 */
	readonly lookAgain?: Checking['ask'];
	/** Whether a refresh token is good; undefined where the server cannot tell. */
	readonly refreshTokenLives?: (asker: Asker, refreshToken: string) => Promise<boolean | undefined>;
}

/** Tells of a stored session whether it is alive. Nothing is refreshed, and whatever the service answers is an answer. */
export const checkSession = (checking: Checking): Operation => ({
	name: 'Check',
	action: 'Check session',
	description:
		'Tell whether a stored session is alive, expired or ended, by its access token. Nothing is refreshed or spent.',
	endpoint: checking.endpoint,
	...(checking.alsoEndpoints && { alsoEndpoints: checking.alsoEndpoints }),
	credentials: checking.credentials,
	fields: [{ ...tokenSetField, description: ROW }, ownerOfRowField],
	async run(context) {
		const row = readRow(context.parameter('tokenSet'));
		const session = await openSession(context, row);
		const client = await checking.inputsOf(context);
		const newest = newestOf(context, client, session);
		const isReplaced = newest !== session;
		const { expiresAt, ...state } = await stateOf(checking, { context, client }, newest);
		return reportOn(row, {
			...state,
			reason: state.status === 'alive' && isReplaced ? REPLACED : state.reason,
			expiresAt: inItsForm(session.expiresAt, expiresAt ?? readMoment(newest.expiresAt)),
		});
	},
});

/**
 * By a request that the access token is good for. That the token may not read what was asked for shows that it is
 * taken.
 *
 * @param isExpected whether an answer is one of the service, and not that of something in between
 * @throws {OAuthProblem} when the service fails, or answers something else
 */
export const askByReading =
	(endpoint: string, isExpected: (body: unknown) => boolean): Checking['ask'] =>
	async ({ context, client, send }, accessToken) => {
		const isOwn = (body: unknown): body is unknown => isExpected(body);
		return await context.request(endpoint, { ...client, accessToken }, send, isOwn).then(
			(): Told => ({ accessToken: 'alive' }),
			(error: unknown): Told => {
				if (!isOAuthProblem(error)) throw error;
				if (saysExpired(context, error)) return { accessToken: 'expired' };
				if (isDeadAccessToken(context.dialect, error)) return { accessToken: 'refused' };
				if (error.kind === 'refused' && error.httpStatus === 403)
					return { accessToken: 'alive', reason: TAKEN };
				throw error;
			},
		);
	};

const saysExpired = ({ dialect: { expiredTokenSigns = [] } }: ItemContext, { meaning }: OAuthProblem) =>
	expiredTokenSigns.includes(meaning ?? '');

type State = SessionState & Pick<Told, 'expiresAt'>;

async function stateOf(
	checking: Checking,
	{ context, client }: Omit<Asker, 'send'>,
	session: StoredSession,
): Promise<State> {
	// Its clock may be ahead of ours.
	let now = systemTime.now();
	const send: Send = async (call) => {
		const answer = await context.plain(call);
		now = Math.max(now, readMoment(answer.headers.date) ?? now);
		return answer;
	};
	const asked = askAbout(checking, { context, client, send }, session, () => now);
	return await asked.catch((error: unknown): State => {
		if (!isOAuthProblem(error) || error.kind === 'input') throw error;
		return { status: 'unknown', reason: `${error.message}. ${error.description}` };
	});
}

async function askAbout(
	{ ask, lookAgain, refreshTokenLives, refreshKeepsToken }: Checking,
	asker: Asker,
	{ accessToken, refreshToken, ...session }: StoredSession,
	now: () => number,
): Promise<State> {
	if (accessToken === undefined) return { status: 'unknown', reason: NO_ACCESS_TOKEN };
	const refused = (told: Told) => ({
		hasRefreshToken: refreshToken !== undefined,
		refreshKeepsToken,
		saidExpired: told.accessToken === 'expired',
		expiresAt: readMoment(session.expiresAt),
		refreshTokenExpiresAt: readMoment(session.refreshTokenExpiresAt),
		now: now(),
	});
	const first = await ask(asker, accessToken);
	const isSure = first.accessToken === 'alive' || (!lookAgain && !needsProof(refused(first)));
	const told = isSure ? first : await (lookAgain ?? ask)(asker, accessToken);
	if (told.accessToken === 'alive') {
		return { status: 'alive', reason: told.reason ?? null, expiresAt: told.expiresAt };
	}
	const lives = refreshToken === undefined ? undefined : await refreshTokenLives?.(asker, refreshToken);
	return stateOfRefused({ ...refused(told), refreshTokenLives: lives });
}

/** One refusal alone does not prove that a token is over. */
const needsProof = (session: RefusedSession) =>
	isEarly(session) || stateOfRefused(session).status === 'ended';

const inItsForm = (stored: unknown, time: number | undefined): IDataObject[string] =>
	time === undefined ? null : momentLike(stored, time);

const ROW =
	'A stored session with accessToken, refreshToken and expiresAt, such as a row of a Data Table. Its own columns are returned, and none of its tokens.';
const TAKEN = 'The service takes the access token, which lacks the scope to read whose it is.';
const REPLACED = 'Newer tokens have taken the place of these: Ensure Fresh returns them.';
const NO_ACCESS_TOKEN =
	'There is no access token to ask with. Whether the refresh token is good shows when it is used, as Ensure Fresh does.';
