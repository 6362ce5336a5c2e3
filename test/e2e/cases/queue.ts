import type { Row } from '../row';
import { upTo } from '../row';
import * as step from '../steps';

const wide = { unauthorized: upTo(1000), tokenCalls: upTo(1000) };

/** Two workers, which share a database and no memory. */
export const queue: Row[] = [
	{
		name: 'eight executions on two workers, first use',
		phase: 'queue',
		places: ['node', 'http'],
		start: 'new',
		steps: [step.use(5, { executions: 8 })],
		expects: { session: wide, oAuth2: {}, fixed: {} },
	},
	{
		name: 'eight executions on two workers after expiry',
		phase: 'queue',
		places: ['node', 'http'],
		start: 'expired',
		steps: [step.use(5, { executions: 8 })],
		expects: {
			session: wide,
			'oAuth2 node': { tokenCalls: 1 },
			'oAuth2 http': { tokenCalls: 1, unauthorized: upTo(40) },
		},
	},
	{
		name: 'the next execution',
		phase: 'queue',
		places: ['node', 'http'],
		start: 'expired',
		steps: [step.mayFail(step.use(5, { executions: 8 })), step.use()],
		expects: { session: wide, 'oAuth2 node': { tokenCalls: 1 }, 'oAuth2 http': { ...wide, tokenCalls: 1 } },
	},
];
