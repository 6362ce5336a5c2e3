import type { Row } from '../row';
import { upTo } from '../row';
import * as step from '../steps';

const both: Row['places'] = ['node', 'http'];
const NO_MEMORY = 'n8n remembers no refusal: every item asks once more';
const down = (fault: object): Pick<Row, 'steps' | 'expects'> => ({
	steps: [step.breakTokens(fault), step.use(10), step.repair, step.use()],
	expects: {
		session: { tokenCalls: upTo(11), failures: 10, signIns: 0, refreshes: 1 },
		'oAuth2 node': { tokenCalls: upTo(11), failures: 10, signIns: 0, refreshes: 1 },
		'oAuth2 http': { tokenCalls: upTo(11), failures: 10, signIns: 0, refreshes: 1, unauthorized: upTo(11) },
	},
});

/** Providers that say no, and providers that say nothing. */
export const refused: Row[] = [
	{
		name: 'sign-in refused: 100 items, then 10 more',
		phase: 'single',
		places: both,
		start: 'new',
		wrong: true,
		steps: [step.use(100), step.use(10)],
		expects: { session: { tokenCalls: 1, failures: 110 } },
		says: () => [/password|secret|client/i, /check/i],
	},
	{
		name: 'refresh refused: 100 items, then 10 more',
		phase: 'single',
		places: both,
		start: 'expired',
		steps: [step.revoke, step.use(100), step.use(10)],
		expects: {
			'oAuth2 node': { tokenCalls: 1, failures: 110 },
			'oAuth2 http': { tokenCalls: 1, failures: 110, unauthorized: upTo(110) },
		},
		says: (credential) => [/connect/i, new RegExp(credential)],
		impossible: { 'oAuth2 http': NO_MEMORY },
	},
	{
		name: 'refresh refused: one sign-in, with the second factor if there is one',
		phase: 'single',
		places: both,
		start: 'expired',
		steps: [step.revokeRefreshTokens, step.use(10)],
		expects: { session: { tokenCalls: 2 } },
	},
	{
		name: 'refresh answered 503, then again',
		phase: 'single',
		places: both,
		start: 'expired',
		...down({ kind: 'status', status: 503 }),
	},
	{
		name: 'refresh without an answer, then again',
		phase: 'single',
		places: both,
		start: 'expired',
		...down({ kind: 'reset' }),
	},
	{
		name: 'wrong, refused, put right, used at once',
		phase: 'single',
		places: both,
		start: 'new',
		wrong: true,
		steps: [step.mayFail(step.use(10)), step.correct, step.use(10)],
		expects: { session: { tokenCalls: 2 }, fixed: { unauthorized: upTo(10) } },
	},
	{
		name: 'secret changed at the provider and in the credential',
		phase: 'single',
		places: both,
		start: 'used',
		steps: [step.changeSecret, step.use(10)],
		expects: { session: { tokenCalls: 1 } },
	},
	{
		name: 'instance changed in the credential',
		phase: 'single',
		places: both,
		start: 'used',
		steps: [step.move, step.use(10)],
		expects: { session: { tokenCalls: 1 } },
	},
	{
		name: 'two credentials',
		phase: 'single',
		places: both,
		start: 'new',
		lifeSeconds: 2,
		steps: [
			step.use(),
			step.otherOne(step.use()),
			step.outlive,
			step.otherOne(step.outlive),
			step.lifetime(3600),
			step.use(),
			step.otherOne(step.use()),
			step.use(),
		],
		expects: {
			session: { tokenCalls: 4 },
			// The second one is connected meanwhile, which takes a token call as well.
			'oAuth2 node': { tokenCalls: 3 },
			'oAuth2 http': { tokenCalls: 3, unauthorized: 2 },
		},
	},
];
