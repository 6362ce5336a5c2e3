import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { parseAddress } from '../../oauth/addresses';
import { excerpt } from '../../oauth/excerpt';
import { isRecord } from '../../oauth/json';
import { inputProblem, OAuthProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';
import { sessionOf } from './access';
import { fluxer } from './fluxer.dialect';
import { withinMaxLength } from './lengths';
import { picker } from '../shared/fields/picker';
import { searchOf } from '../shared/operations/listSearch';

/** Fluxer shows these when it makes them, and only then; what shows up elsewhere is masked. */
export const SECRETS = ['client_secret', 'token'];

/** `{id, name, redirect_uris, bot_public, bot_require_code_grant, bot}`; IDs are text, longer than a number can hold. */
export interface Application extends IDataObject {
	id: string;
	name: string;
}

/** Of an answer about an application `id`, as text, and `name` are looked at, and nothing else. */
export const isApplication = (body: unknown): body is Application =>
	isRecord(body) && typeof body.id === 'string' && typeof body.name === 'string';

/** As it is answered when its secret is new: without that, the answer is lost. */
export const isWithSecret = (body: unknown): body is Application =>
	isApplication(body) && typeof body.client_secret === 'string';

const isApplicationList = (body: unknown): body is Application[] =>
	Array.isArray(body) && body.every(isApplication);

/** A picker of applications, out of one of the node's list searches. */
export const applicationPicker = (search: string, description: string): INodeProperties =>
	picker({
		displayName: 'Application',
		name: 'applicationId',
		description,
		search,
		id: {
			placeholder: 'e.g. 1470000000000000003',
			regex: '\\d+',
			errorMessage: 'An application ID is a whole number',
		},
	});

/** The list holds the applications of the user whose session it is. */
export const applicationField = applicationPicker(
	'applications',
	"The application; its ID is also its client ID and its bot's ID",
);

/**
 * As text, since IDs have more digits than a number can hold.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is no whole number
 */
export const applicationIdOf = (context: ItemContext): string => context.id('applicationId', 'Application');

const isOneOrList = (body: unknown): body is Application | Application[] =>
	isApplication(body) || isApplicationList(body);

/**
 * Lists what one of the two endpoints lists: they answer the same.
 *
 * @throws {OAuthProblem} of kind `refused` when it answers with one application, as newer servers do to a bot
 */
export async function listApplications(context: ItemContext, endpoint: string): Promise<Application[]> {
	const { send, inputs } = await sessionOf(context);
	const answer = await context.request(endpoint, inputs, send, isOneOrList);
	if (Array.isArray(answer)) return answer;
	throw new OAuthProblem({
		kind: 'refused',
		endpoint,
		message: 'Fluxer answers as it does to a bot: the credential holds a bot token, and no session token',
		hint: 'Enter the token of a user session into the Fluxer Session API credential. A bot token belongs into a Fluxer Bot API credential, for Bot: Get Application. Nothing was changed.',
	});
}

/** All applications of the user, called by name and ID. */
export const searchApplications = searchOf(fluxer, async (context) =>
	(await listApplications(context, 'applications')).map(({ id, name }) => ({
		name: `${name} · ${id}`,
		value: id,
	})),
);

/**
 * At most ten, of 256 characters each, over https, or http for localhost (Fluxer's document and source); servers of
 * July 2026 take IP addresses over http as well.
 */
export const redirectUrisField: INodeProperties = {
	displayName: 'Redirect URIs',
	name: 'redirectUris',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Redirect URI' },
	default: [],
	placeholder: 'e.g. https://app.example.com/callback',
	description:
		'Where users may be sent back to, at most ten. Registered in the spelling of browsers, https://example.com/ for https://example.com, since Fluxer compares with that.',
};

/** Settings that Create sends with what is filled in, and Update with what is added. */
export const flagFields: INodeProperties[] = [
	{
		displayName: 'Bot Public',
		name: 'botPublic',
		type: 'boolean',
		default: true,
		description: 'Whether anybody may add the bot, and not just the owner',
	},
	{
		displayName: 'Bot Requires Code Grant',
		name: 'botRequireCodeGrant',
		type: 'boolean',
		default: false,
		description: 'Whether adding the bot takes the whole authorization code flow',
	},
];

/**
 * A redirect URI as a URL parser writes it: Fluxer ties each code to that spelling, so that one registered in another
 * spelling can be asked for and never exchanged.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is no address, or too long
 */
export function normalizedRedirectUri(redirectUri: string): string {
	const url = parseAddress(redirectUri);
	if (url) return withinMaxLength('redirect URI', url.href);
	throw inputProblem(
		`"${excerpt(redirectUri)}" is not a redirect URI: it is no web address`,
		'Enter the whole address, such as https://app.example.com/callback. Nothing was sent.',
	);
}

/** The inputs that create and update have in common, out of the values that the user gave. */
export const settingsOf = ({ botPublic, botRequireCodeGrant }: IDataObject): Inputs => ({
	botPublic: botPublic as boolean | undefined,
	botRequireCodeGrant: botRequireCodeGrant as boolean | undefined,
});
