import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readMoment } from '../../oauth/dates';
import { isRecord } from '../../oauth/json';
import { optionsOf } from '../shared/fields/requestOptions';
import type { ItemContext } from '../shared/node/itemContext';
import { Parameters } from '../shared/node/parameters';
import { readPages } from '../shared/operations/pages';
import { accountKey, sealSource, sessionOf, type Session } from './access';
import { currentUser } from './currentUser';
import { peerTube } from './peerTube.dialect';
import { searchOf } from '../shared/operations/listSearch';

/** The most that PeerTube puts into one page. */
const PAGE_SIZE = 100;

const userIdField: INodeProperties = {
	displayName: 'User ID',
	name: 'userId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 42',
	description:
		'For administrators and moderators: another user than the signed-in account. Leave it empty for that one.',
};

/**
 * Empty for the signed-in account. In 8.2.1 a moderator may list the sessions of anybody, administrators included; newer
 * versions let them list those of plain users and of nobody else (PeerTube's source).
 */
export const userIdOption = optionsOf([userIdField]);

/** Whether the item names a user; what is then not found may be the user or the session. */
export const isForAnotherUser = (context: ItemContext): boolean => context.option('userId') !== '';

/**
 * The user that the item names, or else the one of the session, for which `GET /api/v1/users/me` is asked once a run
 * for each account.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the option is no whole number
 */
export async function userIdOf(context: ItemContext, session: Session): Promise<string> {
	if (isForAnotherUser(context)) {
		const given = new Parameters((name) => context.options()[name]);
		return given.id('userId', 'User ID');
	}
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
			name: [
				loginDevice,
				loginIP,
				readable(lastActivityDate),
				`#${String(id)}`,
				currentSession && 'this session',
			]
				.filter(Boolean)
				.join(' · '),
			value: String(id),
		}));
	},
	sealSource,
);

/** `26 Nov 2026, 16:15 UTC`; what is no date is left out. */
function readable(date: unknown): string {
	const moment = readMoment(date);
	const [day, time] =
		moment === undefined ? [] : [5, 17].map((at) => new Date(moment).toUTCString().slice(at));
	return day && time ? `${day.slice(0, 11)}, ${time.slice(0, 5)} UTC` : '';
}
