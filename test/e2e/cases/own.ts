import type { Row } from '../row';
import { upTo } from '../row';
import * as step from '../steps';

const strict = { signInWindowSeconds: 300, signInLimit: 15 };

/** What the editor has for it, and what only one provider has. */
export const own: Row[] = [
	{
		name: 'offered by the editor',
		phase: 'single',
		places: ['http'],
		start: 'new',
		unconnected: true,
		steps: [step.lookWhetherOffered],
		expects: { session: {}, oAuth2: {}, fixed: {} },
	},
	{
		name: 'says what this n8n is too old for, if it is',
		differs: true,
		phase: 'single',
		places: ['http'],
		start: 'new',
		unconnected: true,
		steps: [step.lookWhatIsSaidOfAge],
		expects: { oAuth2: {} },
	},
	{
		name: 'called as a tool by an AI agent',
		phase: 'single',
		places: ['node'],
		start: 'new',
		asTool: true,
		steps: [step.use()],
		expects: { session: { tokenCalls: 1 }, oAuth2: {}, fixed: {} },
	},
	{
		name: 'Test',
		phase: 'single',
		places: ['test'],
		start: 'new',
		steps: [step.test(1)],
		expects: { session: { tokenCalls: 1 }, fixed: {} },
	},
	{
		name: 'Test after expiry',
		differs: true,
		phase: 'single',
		places: ['test'],
		start: 'new',
		lifeSeconds: 4,
		steps: [step.test(1), step.wait(4.1), step.lifetime(3600), step.test(1)],
		expects: { session: { tokenCalls: 2, signIns: upTo(1), refreshes: upTo(2) } },
	},
	{
		name: 'ten clicks on Test, 15 sign-ins allowed',
		phase: 'single',
		places: ['test'],
		start: 'new',
		only: ['peerTubeSessionsApi'],
		steps: [step.wait(1.1), step.settings(strict), step.test(10)],
		expects: { session: { tokenCalls: 1 } },
	},
	{
		name: 'ten clicks on Test with a wrong secret',
		phase: 'single',
		places: ['test'],
		start: 'new',
		wrong: true,
		steps: [step.test(10)],
		expects: { session: { tokenCalls: 1, failures: 10 } },
		says: () => [/password|secret|client/i],
	},
	{
		name: 'a video is uploaded through the HTTP Request node',
		phase: 'single',
		places: ['http'],
		start: 'new',
		only: ['peerTubeSessionsApi'],
		steps: [step.example('peertube-upload')],
		expects: { session: { tokenCalls: 1 } },
	},
	{
		name: 'an expired token is answered 498, in place of 401',
		differs: true,
		phase: 'single',
		places: ['node', 'http'],
		start: 'used',
		only: ['calComSessionsPlatformUserApi'],
		steps: [step.expire, step.use()],
		// The request itself, and the probe that makes sure.
		expects: { session: { tokenCalls: 1, refreshes: 1, unauthorized: 2 } },
	},
	{
		name: 'sudo: challenge answered, operation repeated once',
		phase: 'single',
		places: ['node'],
		start: 'new',
		only: ['fluxerSessionsUserApi'],
		sudo: true,
		steps: [step.use()],
		expects: { fixed: { posts: 2 } },
	},
];
