import type { Operation } from '../../shared/operation';
import { refresh as operation } from '../../shared/tokenOperations';
import { tokenClient } from '../access';

export const refresh: Operation = {
	...operation(tokenClient),
	seed: true,
	action: 'Refresh a session',
	description: 'Trade a refresh token for a new access token and refresh token',
};
