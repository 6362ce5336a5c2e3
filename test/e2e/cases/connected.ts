import type { Row } from '../row';
import { upTo } from '../row';
import * as step from '../steps';

const both: Row['places'] = ['node', 'http'];
const BY_401 = 'n8n looks at no clock: it refreshes when a request was answered 401';

const LOST =
	'n8n drops the tokens of a refresh that it could not store, and the spent refresh token stays behind; connect the credential again';

/** The life of a credential that works: used, expired, rotated, reconnected, restarted. */
export const connected: Row[] = [
	{
		name: 'first use',
		phase: 'single',
		places: both,
		start: 'new',
		steps: [step.use(10)],
		expects: { session: { tokenCalls: 1 }, oAuth2: {}, fixed: {} },
	},
	{
		name: 'after expiry',
		differs: true,
		phase: 'single',
		places: both,
		start: 'expired',
		steps: [step.use()],
		expects: {
			session: { tokenCalls: 1 },
			'oAuth2 node': { tokenCalls: 1 },
			'oAuth2 http': { tokenCalls: 1, unauthorized: 1 },
		},
	},
	{
		name: 'after two rotations',
		phase: 'single',
		places: both,
		start: 'expired',
		steps: [step.lifetime(4), step.use(), step.outlive, step.use()],
		expects: {
			session: { tokenCalls: 2, refreshes: 2 },
			'oAuth2 node': { tokenCalls: 2, refreshes: 2 },
			'oAuth2 http': { tokenCalls: 2, refreshes: 2, unauthorized: 2 },
		},
	},
	{
		name: 'reconnected',
		phase: 'single',
		places: both,
		start: 'used',
		steps: [step.revoke, step.reconnect, step.use(), step.expire, step.use()],
		expects: {
			// The provider ended it and told nobody, twice: a request finds out, and a probe makes sure.
			session: { tokenCalls: 3, unauthorized: upTo(4) },
			'oAuth2 node': { tokenCalls: 2, unauthorized: upTo(2) },
			'oAuth2 http': { tokenCalls: 2, unauthorized: 1 },
		},
	},
	{
		name: 'n8n restarted',
		phase: 'restart',
		places: both,
		start: 'used',
		steps: [step.use(10)],
		expects: { session: {}, oAuth2: {}, fixed: {} },
	},
	{
		name: 'n8n restarted, then expired',
		differs: true,
		phase: 'restart',
		places: both,
		start: 'expired',
		steps: [step.use(10)],
		expects: {
			session: { tokenCalls: 1 },
			'oAuth2 node': { tokenCalls: 1 },
			'oAuth2 http': { tokenCalls: 1, unauthorized: upTo(10) },
		},
	},
	{
		name: 'stored before used: n8n killed at the first use of a new token',
		phase: 'crash',
		places: both,
		start: 'expired',
		before: [step.hangAtFirstUse],
		steps: [step.expire, step.use()],
		expects: {
			session: { tokenCalls: 1, refreshes: 1, unauthorized: upTo(2) },
			oAuth2: { tokenCalls: 1, refreshes: 1, unauthorized: upTo(1) },
		},
	},
	{
		name: 'a new token that could not be stored at once',
		phase: 'single',
		places: both,
		start: 'expired',
		steps: [step.breakStorage, step.mayFail(step.use()), step.repairStorage, step.use(10)],
		expects: {
			session: { tokenCalls: 1 },
			oAuth2: { tokenCalls: 1, unauthorized: upTo(1) },
		},
		impossible: { oAuth2: LOST },
	},
	{
		name: 'past half its life',
		differs: true,
		phase: 'single',
		places: both,
		start: 'fresh',
		lifeSeconds: 20,
		steps: [step.use(), step.wait(10.3), step.lifetime(3600), step.use()],
		expects: {
			session: { tokenCalls: 1 },
			oAuth2: { tokenCalls: 1 },
		},
		impossible: { 'oAuth2 http': BY_401 },
	},
	{
		name: 'under 60 seconds left',
		differs: true,
		phase: 'later',
		places: both,
		start: 'fresh',
		lifeSeconds: 150,
		notBefore: 91,
		steps: [step.use()],
		expects: { session: { tokenCalls: 1 }, oAuth2: { tokenCalls: 1 } },
		impossible: { 'oAuth2 http': BY_401 },
	},
	{
		name: 'ended early by the provider',
		phase: 'single',
		places: both,
		start: 'used',
		steps: [step.expire, step.use(20)],
		expects: {
			session: { tokenCalls: 1, unauthorized: upTo(21) },
			// Those that were under way, and a look whether the token is dead.
			'oAuth2 node': { tokenCalls: 1, unauthorized: upTo(21) },
			'oAuth2 http': { tokenCalls: 1, unauthorized: upTo(20) },
		},
	},
];
