import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import type { ItemContext } from '../shared/node/itemContext';
import { sessionOf } from './access';
import { isApplication, type Application } from './applications';
import { fluxer } from './fluxer.dialect';
import { searchOf } from '../shared/operations/listSearch';

/** `{application, scopes, authorized_at}`. */
interface Authorization extends IDataObject {
	application: Application;
}

const isAuthorizationList = (body: unknown): body is Authorization[] =>
	Array.isArray(body) && body.every((each) => isRecord(each) && isApplication(each.application));

/** `GET /oauth2/@me/authorizations`: all at once. */
export async function listAuthorizations(context: ItemContext): Promise<Authorization[]> {
	const { send, inputs } = await sessionOf(context);
	return await context.request('authorizations', inputs, send, isAuthorizationList);
}

/** The applications to pick from in the editor, the scopes of each beside its name. */
export const searchAuthorizations = searchOf(fluxer, async (context) =>
	(await listAuthorizations(context)).map(({ application, scopes }) => ({
		name: [application.name, [scopes ?? []].flat().join(' '), application.id].filter(Boolean).join(' · '),
		value: application.id,
	})),
);
