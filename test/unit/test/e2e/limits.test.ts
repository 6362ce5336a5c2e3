import type { Entry } from '../../../e2e/entry';
import { excusesOf, type Limit } from '../../../e2e/limits';
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
	const { excuse } = excusesOf(limits, version, { name, expects: {} } as Row, of, 'http');
	expect(excuse).toBe(why);
});

it('names a version only for what a newer one makes possible', () => {
	const row = { name: 'five executions', impossible: { oAuth2: 'never' } } as Row;
	expect(excusesOf(limits, '2.8.4', row, fluxer, 'http')).toEqual({ excuse: 'never' });
	expect(excusesOf(limits, '2.8.4', { ...row, impossible: {} }, fluxer, 'http')).toEqual({
		excuse: 'state',
		until: '2.28.6',
	});
});
