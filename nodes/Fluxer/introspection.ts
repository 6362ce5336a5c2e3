import { isRecord } from '../../oauth/json';
import { askByReading, type Asker } from '../shared/operations/check';
import { isApplication } from './applications';
import { isIntrospection } from './token/introspect';

/** By an endpoint that takes the access tokens of every client. */
export const askWhoseItIs = askByReading('probe', (body) => isRecord(body) && Array.isArray(body.scopes));

export const introspected = async ({ context, client, send }: Asker, token: string, tokenTypeHint: string) =>
	await context.request('introspect', { ...client, token, tokenTypeHint }, send, isIntrospection);

/** Servers of before summer 2026 call every refresh token inactive, and have no `current_user` here (both observed). */
export async function knowsRefreshTokens({ context, client, send }: Asker): Promise<boolean> {
	const { apiUrl, clientId: applicationId } = client;
	const answer = await context.oncePerRun(`version of ${String(apiUrl)}`, async () => {
		const found = await context.request('publicApplication', { apiUrl, applicationId }, send, isApplication);
		return String('current_user' in found);
	});
	return answer === 'true';
}
