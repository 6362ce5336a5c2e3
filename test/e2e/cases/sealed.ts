import type { Row } from '../row';
import { upTo } from '../row';
import { leaveNoTrace } from '../sealing';

const many = { tokenCalls: upTo(40), unauthorized: upTo(10) };

/** Whether n8n's database, its execution records and its logs hold a token, after sessions were kept for other people. */
export const sealed: Row[] = [
	{
		name: 'sealed sessions of others leave no token behind',
		phase: 'single',
		places: ['node'],
		start: 'new',
		only: ['peerTubeSessionsApi', 'fluxerSessionsOAuth2Api'],
		steps: [leaveNoTrace],
		expects: { session: many, oAuth2: many },
	},
];
