import type { Row } from '../row';
import { upTo } from '../row';
import * as step from '../steps';

const refuse = (times: number) => step.breakApi({ kind: 'status', status: 401, times });

/** Credentials that are another one for each item, and refusals that come of something else than the token. */
export const items: Row[] = [
	{
		name: 'three people take turns in one credential with expressions',
		differs: true,
		phase: 'single',
		places: ['node', 'http'],
		start: 'new',
		steps: [step.takeTurns],
		// n8n keeps the tokens of one connection in an OAuth2 credential, so that it is one person's.
		expects: { session: { tokenCalls: 3 }, fixed: {} },
	},
	{
		name: 'one stray 401 among 100 items, then used again',
		phase: 'single',
		places: ['node', 'http'],
		start: 'used',
		steps: [refuse(1), step.use(100), step.use(10)],
		expects: {
			'session node': { unauthorized: 1 },
			'oAuth2 node': { unauthorized: 1 },
			'fixed node': { unauthorized: 1 },
			// n8n shows the credential no status, and a POST must not be sent twice: that item fails.
			'session http': { unauthorized: 1, failures: 1 },
			'fixed http': { unauthorized: upTo(1), failures: upTo(1) },
			// n8n refreshes, and whatever else is under way with the old token is refused.
			'oAuth2 http': { unauthorized: upTo(20), tokenCalls: 1 },
		},
	},
	{
		name: 'three stray 401 in a row, then used again',
		phase: 'single',
		places: ['node'],
		start: 'used',
		steps: [refuse(3), step.use(1), step.repair, step.use(10)],
		expects: {
			'session node': { unauthorized: upTo(3), tokenCalls: upTo(1) },
			'oAuth2 node': { unauthorized: upTo(3), tokenCalls: upTo(1) },
			'fixed node': { unauthorized: upTo(3), failures: 1 },
		},
	},
	{
		name: 'a proxy answers 401 for a while, then used again',
		phase: 'single',
		places: ['node', 'http'],
		start: 'used',
		steps: [
			step.breakApi({ kind: 'status', status: 401, path: '/*' }),
			step.use(20),
			step.repair,
			step.use(10),
		],
		expects: {
			session: { unauthorized: upTo(120), tokenCalls: upTo(5), failures: 20 },
			'oAuth2 node': { unauthorized: upTo(120), tokenCalls: upTo(5), failures: 20 },
			'oAuth2 http': { unauthorized: upTo(120), tokenCalls: upTo(25), failures: 20 },
			fixed: { unauthorized: upTo(120), failures: 20 },
		},
	},
];
