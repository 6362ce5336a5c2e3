import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';
import { sessionOf } from './access';
import { applicationIdOf } from './applications';
import { withSudo } from './sudo';

/** The answer with the new secret, and whose it is. */
interface NewSecret<T> {
	readonly apiUrl: Inputs[string];
	readonly applicationId: string;
	readonly answer: T;
}

/**
 * Replaces a secret of the chosen application, in sudo mode. The old one is over with the answer, and Fluxer shows the
 * new one this once.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} as {@link withSudo}; when the answer was lost, nobody knows
 */
export async function newSecret<T extends IDataObject>(
	context: ItemContext,
	endpoint: string,
	isExpected: (body: unknown) => body is T,
): Promise<NewSecret<T>> {
	const applicationId = applicationIdOf(context);
	const session = await sessionOf(context);
	return await withSudo(context, session, async (send, proof) => {
		const inputs = { ...session.inputs, ...proof, applicationId };
		const answer = await context.request(endpoint, inputs, send, isExpected);
		return { apiUrl: session.inputs.apiUrl, applicationId, answer };
	});
}

/** `POST …/bot/reset-token` answers `{token, bot}`. */
export const isNewToken = (body: unknown): body is IDataObject & { token: string } =>
	isRecord(body) && typeof body.token === 'string';
