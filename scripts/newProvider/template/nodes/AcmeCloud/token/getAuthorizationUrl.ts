import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../shared/node/operation';
import { getAuthorizationUrl as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

const scopeField: INodeProperties = {
	displayName: 'Scope',
	name: 'scope',
	type: 'string',
	default: '',
	placeholder: 'e.g. read write',
	description: 'What the user is asked to allow, separated by spaces; what the client has, if empty',
};

/** Makes the address of the consent page (RFC 6749 §4.1.1), a `state` and a code verifier. Nothing is sent. */
export const getAuthorizationUrl: Operation = { ...operation(codeGrant, [scopeField]), seed: true };
