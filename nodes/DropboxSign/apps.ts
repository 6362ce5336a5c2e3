import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import type { ItemContext } from '../shared/node/itemContext';
import { readPages } from '../shared/operations/pages';
import { sessionOf } from './access';
import { dropboxSign } from './dropboxSign.dialect';
import { picker } from '../shared/fields/picker';
import { searchOf } from '../shared/operations/listSearch';
import { maskSecrets } from '../shared/operations/masking';

/** The most that Dropbox Sign puts into one page. */
const PAGE_SIZE = 100;
/** What is masked of an app: `oauth.secret`, wherever it stands. */
export const SECRETS = ['secret'];

/** `ApiAppGetResponse` of the API document. */
interface AppAnswer {
	api_app: IDataObject;
	warnings?: IDataObject[];
}

/** What POST, GET and PUT of an API app answer; Dropbox Sign's warnings stand beside the app. */
export const isAppAnswer = (body: unknown): body is AppAnswer => isRecord(body) && isRecord(body.api_app);

/** An app as an item; what Dropbox Sign warns of, such as revoked consents, goes with it. */
export const appOf = ({ api_app: app, warnings }: AppAnswer): IDataObject =>
	warnings ? { ...app, warnings } : app;

/** For operations that are not there to hand over the secret of an app. */
export const maskedApp = (context: ItemContext, app: IDataObject): IDataObject =>
	maskSecrets(context, app, SECRETS);

interface AppList {
	api_apps: IDataObject[];
	list_info: { num_pages: number };
}

const isAppList = (body: unknown): body is AppList =>
	isRecord(body) &&
	Array.isArray(body.api_apps) &&
	body.api_apps.every(isRecord) &&
	isRecord(body.list_info) &&
	typeof body.list_info.num_pages === 'number';

/** The apps that the account of the credential may see. How many there are may be left open, how many pages may not. */
export async function listApps(context: ItemContext, limit: number): Promise<IDataObject[]> {
	const { send, ...inputs } = await sessionOf(context);
	const pageSize = Math.min(limit, PAGE_SIZE);
	return await readPages(limit, pageSize, async (start) => {
		const page = Math.ceil(start / pageSize) + 1;
		const list = await context.request('apps', { ...inputs, page, pageSize }, send, isAppList);
		const isLast = page >= list.list_info.num_pages;
		return { data: list.api_apps, total: isLast ? start + list.api_apps.length : Infinity };
	});
}

/** Dropbox Sign knows an app by its client ID; there is no other ID. */
export const apiAppField = picker({
	displayName: 'API App',
	name: 'apiAppId',
	description: 'The API app, known to Dropbox Sign by its client ID',
	search: 'apiApps',
	id: {
		placeholder: 'e.g. 0dd3b823a682527788c4e40cb7b6f7e9',
		regex: '[\\w-]+',
		errorMessage: 'A client ID consists of letters and digits',
	},
});

/**
 * The client ID out of {@link apiAppField}.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when none is chosen
 */
export const apiAppIdOf = (context: ItemContext): string => context.requiredText('apiAppId', 'API App');

/** The apps to pick from in the editor, the client ID of each beside its name. */
export const searchApiApps = searchOf(dropboxSign, async (context) =>
	(await listApps(context, Infinity)).map(({ name, client_id: clientId }) => ({
		name: `${String(name)} · ${String(clientId)}`,
		value: String(clientId),
	})),
);
