import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { ownerField } from '../../shared/fields/ownerField';
import { rawOption } from '../../shared/fields/tokenFields';
import { tokenItem } from '../../shared/operations/tokenItem';
import { platformClient } from '../access';
import { managedUserInputs, userPicker } from '../managedUsers';

/**
 * `POST /v2/oauth-clients/{clientId}/users/{userId}/force-refresh`: new tokens, for which none are needed. All older
 * ones of the user die at once (Cal.com's source). Items of a run that name the same user get the same tokens.
 */
export const forceRefresh: Operation = {
	name: 'Force Refresh',
	action: 'Force refresh of platform tokens',
	description: 'Return new tokens for a managed user, for whom none are needed; ends all older ones at once',
	endpoint: 'signIn',
	spends: ['userId'],
	credentials: platformClient.credentials,
	fields: [
		notice(
			'endsOlderTokens',
			'All older tokens of this user die at once, also those that a Cal.com Platform User credential or another workflow holds: store what is returned.',
		),
		userPicker,
		ownerField,
		rawOption,
	],
	async run(context) {
		const tokens = await context.requestTokensOnce('signIn', await managedUserInputs(context));
		return await tokenItem(context, tokens);
	},
};
