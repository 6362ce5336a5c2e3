import type { Expected, Row } from '../row';
import { upTo } from '../row';
import * as step from '../spending';

const TRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const STOP = { onError: 'stopWorkflow' } as const;

type Race = Pick<Row, 'name' | 'spends' | 'settings' | 'steps'> & { expects: Expected };

/** What is good once: two who come with the same, tries of n8n that follow each other, answers that got lost. */
const races: Race[] = [
	{
		name: 'Ensure Fresh: two rows of one session',
		spends: 'ensureFresh',
		steps: [step.twiceInOneRun],
		expects: { tokenCalls: 1, refreshes: 1 },
	},
	{
		name: 'Ensure Fresh: two executions at the same moment with the same two rows',
		spends: 'ensureFresh',
		steps: [step.inTwoExecutions],
		expects: { tokenCalls: 2, refreshes: 2 },
	},
	{
		name: 'Ensure Fresh: rows with a column called error, three tries',
		spends: 'ensureFresh',
		settings: TRIES,
		steps: [step.withColumnNamedError],
		expects: { tokenCalls: 2, refreshes: 2 },
	},
	{
		name: 'Ensure Fresh: answered 503 for one of two, stops; started again by hand',
		spends: 'ensureFresh',
		settings: STOP,
		steps: [step.restartByHand],
		expects: { tokenCalls: 3, refreshes: 2 },
	},
	{
		name: 'Refresh: two items with one refresh token',
		spends: 'refresh',
		steps: [step.twiceInOneRun],
		expects: { tokenCalls: 1, refreshes: 1 },
	},
	{
		name: 'Refresh: the first of three sessions is over, three tries, goes on',
		spends: 'refresh',
		settings: TRIES,
		steps: [step.firstOfThreeIsOver],
		// What was refused is asked again in each try.
		expects: { tokenCalls: upTo(5), refreshes: 2, failures: 1 },
	},
	{
		name: 'Refresh: the first of three sessions is over, three tries, stops; run again without it',
		spends: 'refresh',
		settings: { ...TRIES, ...STOP },
		steps: [step.thenRunWithoutIt],
		expects: { tokenCalls: upTo(5), refreshes: 2 },
	},
	{
		name: 'Refresh: the answer got lost, three tries',
		spends: 'refresh',
		settings: TRIES,
		steps: [step.loseTokens],
		expects: { tokenCalls: 1, failures: 1 },
	},
	{
		name: 'Exchange Code: the answer got lost, three tries',
		spends: 'exchangeCode',
		settings: TRIES,
		steps: [step.loseTokensOfCode],
		expects: { tokenCalls: 1, signIns: 1, failures: 1 },
	},
	{
		name: 'Create: one that cannot be made and one that can, three tries',
		spends: 'create',
		settings: TRIES,
		steps: [step.makeBadAndGood],
		expects: { posts: 1, failures: 1 },
	},
	{
		name: 'Create: the answer got lost, three tries',
		spends: 'create',
		settings: TRIES,
		steps: [step.loseWhatWasMade],
		expects: { posts: 1, failures: 1 },
	},
];

/** For every credential type whose node has the operation. Token operations need no more of an OAuth2 credential than the client. */
export const spending: Row[] = races.map(({ expects, ...race }) => ({
	phase: 'single',
	places: ['node'],
	start: 'new',
	...(race.spends !== 'create' && { unconnected: true as const }),
	...race,
	expects: { session: expects, oAuth2: expects, fixed: expects },
}));
