import { notice } from '../../shared/fields/notice';
import { getAuthorizationUrl as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

const scopesOfTheApp = notice(
	'scopesOfTheApp',
	'What the user is asked to allow are the scopes of the API app; they are set on its page, or with Create and Update of the resource API App.',
);

const { fields = [], ...rest } = operation(codeGrant, []);

export const getAuthorizationUrl = { ...rest, fields: [scopesOfTheApp, ...fields] };
