import type { Entry } from '../../../e2e/entry';
import { type Limit, limitOf } from '../../../e2e/limits';
import type { Row } from '../../../e2e/row';

const limits: Limit[] = [
	{ since: '2.1.0', until: '2.28.6', rows: /./, of: /fluxerSessionsOAuth2Api/, why: 'state' },
	{ until: '2.30.4', rows: /executions/, of: /^oAuth2/, why: 'lock' },
];
const entry = (type: string, kind: Entry['kind']) => ({ type, kind }) as Entry;
const fluxer = entry('fluxerSessionsOAuth2Api', 'oAuth2');

it.each([
	['2.0.3', 'first use', fluxer, undefined],
	['2.1.0', 'first use', fluxer, 'state'],
	['2.28.6', 'first use', fluxer, undefined],
	['2.28.6', 'five executions', fluxer, 'lock'],
	['2.30.4', 'five executions', fluxer, undefined],
	['1.123.81', 'five executions', entry('peerTubeSessionsApi', 'session'), undefined],
])('on n8n %s "%s" is limited as far as it is', (version, name, of, why) => {
	expect(limitOf(limits, version, { name } as Row, of, 'http')).toBe(why);
});
