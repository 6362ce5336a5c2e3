import type { Row } from '../row';
import { upTo } from '../row';
import * as step from '../steps';

const both: Row['places'] = ['node', 'http'];
const NO_MEMORY = 'n8n remembers no refusal: every item asks once more';
/** Seconds for which a failed refresh is not repeated, after it has failed three times. */
const LONGEST_PAUSE = 4;
const down = (fault: object): Pick<Row, 'steps' | 'expects'> => ({
	steps: [step.breakTokens(fault), step.use(100), step.repair, step.wait(LONGEST_PAUSE), step.use()],
	expects: {
		// One, which is not repeated for a second; and one more a second later, if it took so long.
		session: { tokenCalls: upTo(4), failures: 100, signIns: 0, refreshes: 1 },
		'oAuth2 node': { tokenCalls: upTo(4), failures: 100, signIns: 0, refreshes: 1 },
		'oAuth2 http': {
			tokenCalls: upTo(101),
			failures: 100,
			signIns: 0,
			refreshes: 1,
			unauthorized: upTo(101),
		},
	},
});

/** Providers that say no, and providers that say nothing. */
export const refused: Row[] = [
	{
		name: 'sign-in refused: 100 items, then 10 more',
		differs: true,
		phase: 'single',
		places: both,
		start: 'new',
		wrong: true,
		steps: [step.use(100), step.use(10)],
		expects: { session: { tokenCalls: 1, failures: 110 } },
		says: (credential, place) => [
			/password|secret|client/i,
			/check/i,
			...(place === 'node' ? [new RegExp(credential)] : []),
		],
	},
	{
		name: 'refresh refused: 100 items, then 10 more',
		differs: true,
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
		name: 'refresh and sign-in refused: 100 items, then 10 more',
		differs: true,
		phase: 'single',
		places: both,
		start: 'expired',
		steps: [step.changeSecretElsewhere, step.use(100), step.use(10)],
		expects: { session: { tokenCalls: 2, failures: 110 } },
		says: (credential, place) => [
			/password|secret|client/i,
			/check/i,
			...(place === 'node' ? [new RegExp(credential)] : []),
		],
	},
	{
		name: 'refresh refused: one sign-in, with the second factor if there is one; at Cal.com a force refresh',
		phase: 'single',
		places: both,
		start: 'expired',
		steps: [step.revokeRefreshTokens, step.use(10)],
		expects: { session: { tokenCalls: 2 } },
	},
	{
		name: 'refresh answered 503 for 100 items, then used again',
		phase: 'single',
		places: both,
		start: 'expired',
		...down({ kind: 'status', status: 503 }),
	},
	{
		name: 'refresh without an answer for 100 items, then used again',
		phase: 'single',
		places: both,
		start: 'expired',
		...down({ kind: 'reset' }),
	},
];
