import { getAuthorizationUrl as authorizationUrl } from '../../shared/tokenOperations';
import { clientOf } from '../access';

export const getAuthorizationUrl = authorizationUrl(clientOf, [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		options: [
			{ name: 'Everything', value: 'FUSESIGN', description: 'All that the user may do' },
			{ name: 'Own Documents', value: 'FUSESIGN:OWN', description: 'Only what the user has created' },
		],
		default: 'FUSESIGN',
		description: 'What the user is asked to allow',
	},
	{
		displayName: 'Realm',
		name: 'realm',
		type: 'string',
		default: '',
		description: 'The realm to sign in to, if the organization has one of its own',
	},
]);
