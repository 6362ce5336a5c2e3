import type { Operation } from '../../shared/operation';
import { refresh as operation } from '../../shared/tokenOperations';
import { tokenInputs } from '../access';

export const refresh: Operation = {
	...operation(tokenInputs),
	action: 'Refresh a session',
	description:
		'Trade a refresh token for a new access token and refresh token. The old pair is dead at once: store both new ones. With more than one item, set On Error to Continue, so that one failure does not lose the new tokens of the others.',
};
