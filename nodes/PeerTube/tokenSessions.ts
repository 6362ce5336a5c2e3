import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import type { ItemContext } from '../shared/node/itemContext';
import { readPages } from '../shared/operations/pages';
import { accountKey, sealSource, sessionOf, type Session } from './access';
import { currentUser } from './currentUser';
import { peerTube } from './peerTube.dialect';
import { searchOf } from '../shared/operations/listSearch';

/** The most that PeerTube puts into one page. */
const PAGE_SIZE = 100;

export const userIdField: INodeProperties = {
	displayName: 'User ID',
	name: 'userId',
	type: 'string',
	default: '',
	placeholder: 'empty: the signed-in account',
	description: 'Leave empty for the signed-in account; administrators and moderators may name another user',
};

export async function userIdOf(context: ItemContext, session: Session): Promise<string> {
	if (context.text('userId') !== '') return context.id('userId', 'User ID');
	const ask = async () => String((await currentUser(context, session)).id);
	return await context.oncePerRun(await accountKey(context, session), ask);
}

/** `TokenSession` of the PeerTube REST API: `id`, `currentSession`, `loginDevice`, `loginIP`, `lastActivityDate`, … */
export async function listSessions(
	context: ItemContext,
	{ send, ...inputs }: Session,
	userId: string,
	limit: number,
): Promise<IDataObject[]> {
	return await readPages(limit, PAGE_SIZE, async (start, count) =>
		context.request('tokenSessions', { ...inputs, userId, start, count }, send, isSessionList),
	);
}

interface SessionList {
	total: number;
	data: IDataObject[];
}

const isSessionList = (body: unknown): body is SessionList =>
	isRecord(body) && typeof body.total === 'number' && Array.isArray(body.data) && body.data.every(isRecord);

/** The sessions to pick from in the editor, the device and the last use of each beside its ID. */
export const searchSessions = searchOf(
	peerTube,
	async (context) => {
		const session = await sessionOf(context);
		const sessions = await listSessions(context, session, await userIdOf(context, session), PAGE_SIZE);
		return sessions.map(({ id, loginDevice, loginIP, lastActivityDate, currentSession }) => ({
			name: [loginDevice, loginIP, lastActivityDate, `#${String(id)}`, currentSession && 'this session']
				.filter(Boolean)
				.join(' · '),
			value: String(id),
		}));
	},
	sealSource,
);
