import type { IDataObject } from 'n8n-workflow';
import { signInsOf } from '../../../../nodes/PeerTube/watched';

const session = (id: number, more: IDataObject = {}): IDataObject => ({
	id,
	currentSession: false,
	loginDate: '2026-11-26T16:15:28.123Z',
	loginIP: '203.0.113.7',
	loginDevice: 'Firefox',
	...more,
});
const ids = (sessions: IDataObject[]) => signInsOf(sessions).map(({ id }) => id);

describe('the sign-ins behind sessions', () => {
	it('stay the same when a session is refreshed, which gives it another ID', () => {
		expect(ids([session(1)])).toEqual(ids([session(2, { lastActivityDate: '2026-11-27T00:00:00.000Z' })]));
	});

	it('are others for another moment, address or device', () => {
		const others = [
			{ loginDate: '2026-11-26T16:15:28.124Z' },
			{ loginIP: '203.0.113.8' },
			{ loginDevice: null },
		];
		const all = ids([session(1), ...others.map((more, index) => session(index + 2, more))]);
		expect(new Set(all).size).toBe(4);
	});

	it('are as many as there are sessions, though they look the same, and a page that shifted shows one twice', () => {
		expect(new Set(ids([session(1), session(2), session(2)])).size).toBe(2);
	});

	it("are no news where they are the credential's own, or from a time when PeerTube kept nothing of them", () => {
		const news = signInsOf([
			session(1),
			session(2, { currentSession: true }),
			session(3, { loginDate: null }),
		]);
		expect(news.map(({ isNoNews }) => isNoNews)).toEqual([false, true, true]);
	});
});
