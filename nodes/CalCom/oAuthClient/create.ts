import type { IDataObject } from 'n8n-workflow';
import { inputProblem } from '../../../oauth/problems';
import { FILL_IN } from '../../../oauth/readProblem';
import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { isOne } from '../answers';
import {
	clientCaller,
	clientCredentials,
	clientInputs,
	clientOptions,
	redirectUrisField,
} from '../oauthClients';
import { permissionOptions } from '../scopes';

/**
 * `POST /v2/oauth-clients`: `{clientId, clientSecret}`. Any client of the organization may; an API key that was made in
 * the settings names no organization, and gets a 401 (observed on API v2 of July 2026). Never repeated: a second client
 * would come of it.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` without redirect URIs or permissions; the
 * latter are for good
 */
export const create: Operation = {
	name: 'Create',
	action: 'Create platform client',
	description: 'Create a client of the platform product and return its client ID and client secret',
	endpoint: 'createClient',
	credentials: clientCredentials,
	fields: [
		notice(
			'permissionsStay',
			'The permissions cannot be changed later, and the returned secret gives access to all users of the client.',
		),
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Example Bookings',
			description: 'What users see',
		},
		{ ...redirectUrisField, required: true },
		{
			displayName: 'Permissions',
			name: 'permissions',
			type: 'multiOptions',
			required: true,
			options: permissionOptions,
			default: [],
			description: 'What the client may do for its users, for good',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: clientOptions,
		},
	],
	async run(context) {
		const name = context.requiredText('name', 'Name');
		const redirectUris = context.addresses('redirectUris');
		if (redirectUris.length === 0) throw inputProblem('The field "Redirect URIs" is empty', FILL_IN);
		const permissions = context.choices('permissions');
		if (permissions.length === 0) throw inputProblem('No permission is chosen', CHOOSE_ONE);
		const { send, baseUrl } = await clientCaller(context);
		const options = clientInputs(context.collection('additionalFields'));
		const inputs = { ...options, name, redirectUris, permissions, baseUrl };
		return (await context.request('createClient', inputs, send, isNewClient)).data;
	},
};

/** Without its secret, the client could not be used. */
const isNewClient = (body: unknown): body is { data: IDataObject } =>
	isOne(body) && typeof body.data.clientSecret === 'string';

const CHOOSE_ONE = 'Choose at least one under "Permissions": they cannot be added later. Nothing was sent.';
