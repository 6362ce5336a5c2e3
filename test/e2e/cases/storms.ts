import type { Row } from '../row';
import { upTo } from '../row';
import * as step from '../steps';

const both: Row['places'] = ['node', 'http'];

/** Many at once, and errors that have nothing to do with the session. */
export const storms: Row[] = [
	{
		name: '100 items after expiry',
		phase: 'single',
		places: both,
		start: 'expired',
		steps: [step.use(100)],
		expects: {
			session: { tokenCalls: 1 },
			'oAuth2 node': { tokenCalls: 1 },
			'oAuth2 http': { tokenCalls: 1, unauthorized: upTo(100) },
		},
	},
	{
		name: 'five executions of 20 items after expiry, and once more',
		phase: 'single',
		places: both,
		start: 'expired',
		steps: [step.use(20, { executions: 5 }), step.expire, step.use()],
		expects: {
			session: { tokenCalls: 2, refreshes: 2, unauthorized: upTo(2) },
			// The request that found out, and a look that made sure.
			'oAuth2 node': { tokenCalls: 2, refreshes: 2, unauthorized: 2 },
			'oAuth2 http': { tokenCalls: 2, refreshes: 2, unauthorized: upTo(101) },
		},
	},
	{
		name: '100 × 404',
		phase: 'single',
		places: both,
		start: 'used',
		steps: [step.breakPath('/not/there', 404), step.useAt('/not/there', 100)],
		expects: { session: { failures: 100 }, oAuth2: { failures: 100 }, fixed: { failures: 100 } },
	},
	{
		name: '100 × POST answered 500',
		phase: 'single',
		places: ['http'],
		start: 'used',
		steps: [step.breakPath('/broken', 500), step.useAt('/broken', 100, 'POST')],
		expects: {
			session: { failures: 100, posts: 100 },
			oAuth2: { failures: 100, posts: 100 },
			fixed: { failures: 100, posts: 100 },
		},
	},
	{
		name: 'another host',
		guards: true,
		differs: true,
		phase: 'single',
		places: ['http'],
		start: 'used',
		steps: [step.useElsewhere],
		expects: { session: { failures: 1 }, oAuth2: { failures: 1 }, fixed: { failures: 1 } },
	},
	...[4.2, 4.4].map((httpVersion): Row => ({
		name: `redirected to another host, HTTP Request ${httpVersion}`,
		guards: true,
		differs: true,
		httpVersion,
		phase: 'single',
		places: ['http'],
		start: 'used',
		steps: [step.redirectElsewhere, step.use()],
		expects: { session: { failures: 1 }, oAuth2: { failures: 1 }, fixed: { failures: 1 } },
	})),
	{
		name: 'another host, which somebody has allowed',
		phase: 'single',
		places: ['http'],
		start: 'used',
		steps: [step.allowAllHosts, step.useElsewhere],
		expects: { session: { leaked: 1 }, oAuth2: { leaked: 1 }, fixed: { leaked: 1 } },
	},
];
