import { isRecord } from '../../oauth/json';
import { askByReading, type Asker } from '../shared/operations/check';
import { unless } from '../shared/operations/endings';
import type { StoredSession } from '../shared/operations/storedSession';
import { isApplication } from './applications';
import { isIntrospection } from './token/introspect';

/** By an endpoint that takes the access tokens of every client. */
export const askWhoseItIs = askByReading('probe', (body) => isRecord(body) && Array.isArray(body.scopes));

export const introspected = async ({ context, client, send }: Asker, token: string, tokenTypeHint: string) =>
	await context.request('introspect', { ...client, token, tokenTypeHint }, send, isIntrospection);

/** Whether Fluxer knows a living token of these as one of this client; a question without an answer hinders no ending. */
export async function isKnown(asker: Asker, { accessToken, refreshToken }: StoredSession): Promise<boolean> {
	const isActive = async (token: string, hint: string) =>
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
