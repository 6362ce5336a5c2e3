import { requestTokens } from '../../../oauth/tokenRequest';
import { ensureFresh as ensureFreshTokens, ensureFreshFields } from '../../shared/ensureFresh';
import type { Operation } from '../../shared/operation';
import { instanceOf } from '../access';

export const ensureFresh: Operation = {
	name: 'Ensure Fresh',
	action: 'Ensure a session is fresh',
	description:
		'Return a stored session as it is while its access token lives long enough, else refresh it first. Store what comes out in place of what went in. With more than one item, set On Error to Continue.',
	endpoint: 'refresh',
	fields: ensureFreshFields,
	async run(context) {
		const instanceUrl = await instanceOf(context);
		return await ensureFreshTokens(
			context,
			async (refreshToken) =>
				await requestTokens(context.dialect, 'refresh', { instanceUrl, refreshToken }, context.plain),
		);
	},
};
