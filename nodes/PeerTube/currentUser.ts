import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import type { ItemContext } from '../shared/node/itemContext';
import { sessionOf, type Session } from './access';

interface User extends IDataObject {
	id: number;
}

/** Answered by `GET /api/v1/users/me`; of its 37 members (8.2.1) `id` alone is looked at, a number. */
export const isUser = (body: unknown): body is User => isRecord(body) && typeof body.id === 'number';

/** The user that a session belongs to. PeerTube answers one object; its API document says a list. */
export async function currentUser(context: ItemContext, session?: Session): Promise<User> {
	const { send, ...inputs } = session ?? (await sessionOf(context));
	return await context.request('probe', inputs, send, isUser);
}
