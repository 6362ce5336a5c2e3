import type { Row } from '../row';
import { upTo } from '../row';
import * as step from '../steps';

const both: Row['places'] = ['node', 'http'];
const NO_MEMORY = 'n8n remembers no refusal: every item asks once more';
const KEPT =
	'n8n keeps the tokens of an OAuth2 credential whose settings are edited; connect it again after such a change';
const down = (fault: object): Pick<Row, 'steps' | 'expects'> => ({
	steps: [step.breakTokens(fault), step.use(100), step.repair, step.use()],
	expects: {
		// PeerTube counts 15 of them in five minutes, whatever came of them.
		session: { tokenCalls: upTo(15), failures: 100, signIns: 0, refreshes: 1 },
		'oAuth2 node': { tokenCalls: upTo(15), failures: 100, signIns: 0, refreshes: 1 },
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
		name: 'address of a stranger entered in the credential',
		phase: 'single',
		places: both,
		start: 'used',
		steps: [step.moveToStranger],
		expects: { session: { failures: 1 }, oAuth2: { failures: 1 } },
		impossible: { oAuth2: KEPT },
	},
	{
		name: 'two credentials on one account',
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
			session: { tokenCalls: 4, signIns: 2 },
			// The second one is connected meanwhile, which takes a token call as well.
			'oAuth2 node': { tokenCalls: 3 },
			'oAuth2 http': { tokenCalls: 3, unauthorized: 2 },
		},
	},
];
