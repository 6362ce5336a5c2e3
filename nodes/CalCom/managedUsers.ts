import type { IDataObject } from 'n8n-workflow';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';
import { readPages } from '../shared/operations/pages';
import { platformClient } from './access';
import { platformKey } from './signIns';
import { isMany, simplified } from './answers';
import { possibleId } from './ids';
import { calComPlatform } from './calComPlatform.dialect';
import { picker } from '../shared/fields/picker';
import { searchOf } from '../shared/operations/listSearch';

/** The most that Cal.com puts into one page. */
const PAGE_SIZE = 250;
/** The most to choose from in the editor. */
const MOST_CHOICES = 1000;

/**
 * The list holds the first 1000 users. {@link managedUserInputs} refuses IDs above 2147483647, which Cal.com answers
 * 500.
 */
export const userPicker = picker({
	displayName: 'Managed User',
	name: 'userId',
	description: 'A user whom the OAuth client manages',
	search: 'managedUsers',
	id: { placeholder: 'e.g. 42', regex: '\\d+', errorMessage: 'A user ID is a whole number' },
});

/**
 * The server, the client and the user that {@link userPicker} holds.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the ID is no whole number, or larger than
 * any of Cal.com
 */
export async function managedUserInputs(context: ItemContext): Promise<Inputs> {
	const userId = possibleId(context.id('userId', 'Managed User'), 'The field "Managed User"');
	return { userId, ...(await platformClient.inputsOf(context)) };
}

/** The pages have no total: the last one is the one that is not full. */
export async function listUsers(
	context: ItemContext,
	limit: number,
	emails: readonly string[] = [],
): Promise<IDataObject[]> {
	const client = await platformClient.inputsOf(context);
	return await readPages(limit, PAGE_SIZE, async (start, count) => {
		const inputs = { ...client, start, count, emails: emails.join(',') };
		const { data } = await context.request('users', inputs, context.signed(platformKey), isMany);
		return { data, total: data.length < count ? start + data.length : Infinity };
	});
}

/** What is shown of a managed user, unless all is asked for. */
export const USER_FIELDS = [
	'id',
	'email',
	'username',
	'name',
	'timeZone',
	'locale',
	'defaultScheduleId',
	'createdDate',
	'metadata',
];

/** All of a user, or {@link USER_FIELDS} where the item has `simplify` on. */
export const userOutput = (context: ItemContext, user: IDataObject): IDataObject =>
	simplified(context, user, USER_FIELDS);

/** The first 1000 managed users, called by name, address and ID. */
export const searchUsers = searchOf(calComPlatform, async (context) =>
	(await listUsers(context, MOST_CHOICES)).map(({ id, name, email }) => ({
		name: [name, email, `#${String(id)}`].filter(Boolean).join(' · '),
		value: String(id),
	})),
);
