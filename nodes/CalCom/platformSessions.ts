import { isDeadAccessToken, isNotFound, isOAuthProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import {
	ENDED,
	endBegun,
	renewedOf,
	unless,
	type Ended,
	type Ender,
	type Ending,
} from '../shared/operations/endings';
import { newestOf } from '../shared/operations/storedSession';
import { isOne } from './answers';

/**
 * Cal.com ends all tokens of a managed user when it issues new ones, which nobody gets to see here. Whose a session is, an
 * access token of it tells.
 */
export const endPlatformSession: Ending['end'] = async (ender, session) => {
	const { accessToken, refreshToken } = newestOf(ender.context, ender.client, session);
	const known = accessToken === undefined ? undefined : await userIdOf(ender, accessToken);
	if (known !== undefined) return await endAllOf(ender, known, refreshToken);
	const renewed = await renewedOf(ender, refreshToken);
	if (!renewed) return OVER_OR_OF_ANOTHER;
	return await endBegun(async () => {
		const userId = await userIdOf(ender, renewed.accessToken);
		return userId === undefined ? undefined : await endAllOf(ender, userId, renewed.refreshToken);
	});
};

/** Undefined when the token is over. */
const userIdOf = async ({ context, client }: Ender, accessToken: string): Promise<Inputs[string]> =>
	await context.request('probe', { ...client, accessToken }, context.plain, isOne).then(
		({ data }) => data.id as Inputs[string],
		unless((error) => isDeadAccessToken(context.dialect, error)),
	);

async function endAllOf(ender: Ender, userId: Inputs[string], refreshToken?: string): Promise<Ended> {
	const { context, client } = ender;
	return await context.request('endSessions', { ...client, userId }, context.plain, isOne).then(
		() => ended(ender, refreshToken),
		async (error: unknown) => {
			if (!isOAuthProblem(error) || !isNotFound(context.dialect, error)) throw error;
			// Somebody who has an account of their own: a refresh token is spent by its use, and what came of it is forgotten.
			const renewed = await renewedOf(ender, refreshToken);
			ended(ender, refreshToken);
			return renewed ? REFRESH_TOKEN_ENDED : STILL_WORKS;
		},
	);
}

function ended({ context }: Ender, refreshToken: string | undefined): Ended {
	if (refreshToken !== undefined) context.forgetSession(refreshToken);
	return ENDED;
}

const REFRESH_TOKEN_ENDED: Ended = {
	status: 'ended',
	reason:
		'Its refresh token is over. The access token of a user with an own account ends by itself, within an hour.',
};

/** Cal.com refuses both the same. */
const OVER_OR_OF_ANOTHER: Ended = {
	status: 'ended',
	reason:
		'It was over already. Cal.com refuses a refresh token of another client in the same way: if it is one, use the credential of that client.',
};
const STILL_WORKS: Ended = {
	status: 'notEnded',
	reason:
		'The access token works; it was issued to another client, or only its refresh token could be ended. Use the credential of that client; the access token ends by itself, within an hour.',
};
