import { isRecord } from '../../oauth/json';
import type { TokenType } from '../shared/fields/anyTokenFields';
import { askByReading, type Asker } from '../shared/operations/check';
import { unless } from '../shared/operations/endings';
import { introspected } from '../shared/operations/introspection';
import type { StoredSession } from '../shared/operations/storedSession';
import { isApplication } from './applications';

/** By an endpoint that takes the access tokens of every client. */
export const askWhoseItIs = askByReading('probe', (body) => isRecord(body) && Array.isArray(body.scopes));

/** Whether Fluxer knows a living token of these as one of this client; a question without an answer hinders no ending. */
export async function isKnown(asker: Asker, { accessToken, refreshToken }: StoredSession): Promise<boolean> {
	const isActive = async (token: string, hint: TokenType) =>
		(await introspected(asker, token, hint).catch(unless(() => true)))?.active === true;
	return (
		(accessToken !== undefined && (await isActive(accessToken, 'access_token'))) ||
		(refreshToken !== undefined && (await isActive(refreshToken, 'refresh_token')))
	);
}

/** Servers of before summer 2026 call every refresh token inactive, and have no `current_user` here (both observed). */
export async function knowsRefreshTokens({ context, client, send }: Asker): Promise<boolean> {
	const { apiUrl, clientId: applicationId } = client;
	const answer = await context.oncePerRun(`version of ${String(apiUrl)}`, async () => {
		const found = await context.request('publicApplication', { apiUrl, applicationId }, send, isApplication);
		return String('current_user' in found);
	});
	return answer === 'true';
}
