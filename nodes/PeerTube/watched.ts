import type { IDataObject } from 'n8n-workflow';
import { keyOf } from '../../oauth/memory';
import type { ItemContext } from '../shared/node/itemContext';
import type { Entry, WatchedService } from '../shared/watching/watched';
import { CREDENTIAL_TYPE, sessionOf } from './access';
import { currentUser } from './currentUser';
import { account } from './signIn';
import { listSessions, userIdOf } from './tokenSessions';

async function readSessions(context: ItemContext): Promise<Entry[]> {
	const session = await sessionOf(context);
	const sessions = await listSessions(context, session, await userIdOf(context, session), Infinity);
	return signInsOf(sessions);
}

/**
 * Sessions by the sign-in that they began with: a refresh gives a session another ID and leaves that as it was. Those of
 * before PeerTube 7.3 tell nothing of it, and are no news. Sign-ins that look the same are numbered.
 */
export function signInsOf(sessions: readonly IDataObject[]): Entry[] {
	const alike = new Map<string, number>();
	const once = new Map(sessions.map((session) => [session.id, session]));
	return [...once.values()].map((session) => {
		const { loginDate, loginIP, loginDevice, currentSession } = session;
		const signIn = keyOf(...[loginDate, loginIP, loginDevice].map((part) => JSON.stringify(part)));
		const number = alike.get(signIn) ?? 0;
		alike.set(signIn, number + 1);
		return {
			id: `${signIn} ${number}`,
			json: session,
			isNoNews: currentSession === true || typeof loginDate !== 'string',
		};
	});
}

/**
 * Sign-ins elsewhere, out of all pages of `GET /api/v1/users/{userId}/token-sessions`, and the connection by
 * `GET /api/v1/users/me`.
 */
export const watched: WatchedService = {
	signIns: [
		{
			signIn: account,
			accountFields: ['username'],
			check: async (context) => await currentUser(context),
		},
	],
	lists: [
		{
			name: 'sessions',
			credentials: [CREDENTIAL_TYPE],
			read: readSessions,
			events: {
				added: {
					name: 'New Session',
					description: 'When somebody has signed in to the account elsewhere; needs PeerTube 7.3 or newer',
				},
			},
			example: {
				id: 42,
				currentSession: false,
				loginDevice: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
				loginIP: '203.0.113.7',
				loginDate: '2026-11-26T16:15:28.123Z',
				lastActivityDevice: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
				lastActivityIP: '203.0.113.7',
				lastActivityDate: '2026-11-26T16:15:28.123Z',
				createdAt: '2026-11-26T16:15:28.123Z',
			},
		},
	],
};
