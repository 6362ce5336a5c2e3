import type { Row } from '../row';
import { upTo } from '../row';
import * as step from '../steps';

const both: Row['places'] = ['node', 'http'];
const KEPT =
	'n8n keeps the tokens of an OAuth2 credential whose settings are edited; connect it again after such a change';

/** Both get old, and each is used after the other. */
const takingTurns = [
	step.outlive,
	step.otherOne(step.outlive),
	step.lifetime(3600),
	step.use(),
	step.otherOne(step.use()),
	step.use(),
];

/** Credentials that somebody changes, and two that are the same. */
export const edited: Row[] = [
	{
		name: 'wrong, refused, put right, used at once',
		phase: 'single',
		places: both,
		start: 'new',
		wrong: true,
		steps: [step.mayFail(step.use(10)), step.correct, step.use(10)],
		// In our node each of those that are under way is repeated once.
		expects: {
			session: { tokenCalls: 2 },
			'fixed node': { unauthorized: upTo(20) },
			'fixed http': { unauthorized: upTo(10) },
		},
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
		differs: true,
		phase: 'single',
		places: both,
		start: 'used',
		steps: [step.move, step.use(10)],
		expects: { session: { tokenCalls: 1 } },
	},
	{
		name: 'instance changed, with the allowed domain of the former one stored',
		differs: true,
		phase: 'single',
		places: both,
		start: 'used',
		steps: [step.storeAllowedDomain, step.move, step.mayFail(step.test(1)), step.use(10)],
		expects: { session: { tokenCalls: 1 } },
	},
	{
		name: 'address of a stranger entered in the credential',
		guards: true,
		differs: true,
		phase: 'single',
		places: both,
		start: 'used',
		steps: [step.moveToStranger],
		expects: { session: { failures: 1 }, oAuth2: { failures: 1 } },
		impossible: { 'oAuth2 http': KEPT },
	},
	{
		name: 'two credentials on one account, neither of which ends the session of the other',
		phase: 'single',
		places: both,
		start: 'new',
		lifeSeconds: 6,
		steps: [step.use(), step.wait(3.2), step.otherOne(step.use()), ...takingTurns],
		expects: {
			// One more where the machine is slow and the six seconds are over.
			session: { tokenCalls: upTo(5), signIns: 2 },
			// The second one is connected meanwhile, which takes a token call as well.
			'oAuth2 node': { tokenCalls: upTo(4) },
			'oAuth2 http': { tokenCalls: upTo(4), unauthorized: upTo(3) },
		},
	},
	{
		name: 'two credentials on one account, first used at the same moment',
		phase: 'single',
		places: both,
		start: 'new',
		lifeSeconds: 4,
		steps: [step.use(), step.otherOne(step.use()), ...takingTurns],
		expects: { session: { tokenCalls: upTo(4) } },
	},
];
