import { upTo, type Row } from '../row';
import { circleInPostgres } from '../sqlTable';
import { DUE, raceForTheTable } from '../tableRace';
import { circle } from '../steps';
import { signInOnAPage } from '../webSignIn';

const ofTokens = [
	'calComSessionsOAuth2Api',
	'dropboxSignSessionsOAuth2Api',
	'fluxerSessionsOAuth2Api',
	'fuseSignSessionsOAuth2Api',
	'peerTubeSessionsApi',
];
const LATE = 5;
const race = {
	places: ['node'],
	start: 'new',
	only: ['fluxerSessionsOAuth2Api'],
	steps: [raceForTheTable],
	// Each of those once, see there; and what others may do late.
	expects: { oAuth2: { tokenCalls: upTo(DUE + LATE) } },
} satisfies Partial<Row>;

/** Other people's sessions, kept in a table by the examples. */
export const table: Row[] = [
	{
		name: 'a session goes round: sign in, insert, read, ensure fresh, update, end, delete',
		phase: 'single',
		places: ['node'],
		start: 'new',
		only: ofTokens,
		steps: [circle],
		// The code or password, Ensure Fresh, Refresh.
		expects: { session: { tokenCalls: 3 }, oAuth2: { tokenCalls: 3 } },
	},
	{
		name: 'a person signs in on a web page, and nobody with their callback',
		phase: 'single',
		places: ['node'],
		start: 'new',
		only: ['fluxerSessionsOAuth2Api'],
		steps: [signInOnAPage],
		expects: { oAuth2: { tokenCalls: 2 } },
	},
	{
		...race,
		name: 'four executions at once keep one table fresh: each token is spent once',
		phase: 'single',
	},
	{ ...race, name: 'two workers keep one table fresh: each token is spent once', phase: 'queue' },
	{
		...race,
		name: "the PostgreSQL table of the docs holds a session, by n8n's own Postgres node",
		phase: 'queue',
		steps: [circleInPostgres],
		expects: { oAuth2: { tokenCalls: 1 } },
	},
];
