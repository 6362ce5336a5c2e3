import { NONE_IS_LOST, notice } from '../shared/fields/notice';

/** For OAuth2 alone: on the platform a refresh ends the one refresh token that it takes. */
export const oneCopy = notice(
	'oneCopy',
	`Keep one copy of these tokens, and store all that is returned: a refresh ends every other refresh token of the same user and client, also one of another sign-in. ${NONE_IS_LOST}`,
);
