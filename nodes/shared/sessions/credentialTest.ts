import type { ICredentialTestRequest } from 'n8n-workflow';
import { adviceFor } from '../../../oauth/advice';
import type { Dialect } from '../../../oauth/dialect';
import type { HttpCall } from '../../../oauth/http';
import type { ProblemKind } from '../../../oauth/problems';

type Rules = NonNullable<ICredentialTestRequest['rules']>;

/** n8n looks at the status alone, and would otherwise say "Unauthorized" or "Not Found". */
const STATUSES = [301, 302, 307, 308, 400, 401, 402, 403, 404, 405, 410, 429, 498, 500, 502, 503, 504];
const OF_ANOTHER_ADDRESS = [400, 404, 405, 410];

/**
 * What the test of a credential says, by the status of the answer: what the nodes would say.
 *
 * @param endpoint the dialect's endpoint that the test asks
 * @param own sentences that know more
 */
export const testRules = (dialect: Dialect, endpoint: string, own: Record<number, string> = {}): Rules =>
	STATUSES.map((value) => ({
		type: 'responseCode',
		properties: { value, message: own[value] ?? sentence(dialect, endpoint, value) },
	}));

function sentence(dialect: Dialect, endpoint: string, status: number): string {
	const { provider, advice } = dialect;
	const known = advice[`${endpoint}:${status}`];
	if (known) return `${known.message}. ${known.hint} (HTTP ${status})`;
	if (status < 400) {
		return `The address in the credential leads to another one (HTTP ${status}). Redirects are not followed, so that no secret ends up elsewhere: if you trust that address, enter it instead.`;
	}
	if (OF_ANOTHER_ADDRESS.includes(status)) {
		return `The address in the credential does not answer like a ${provider} server (HTTP ${status}). Check it: nothing belongs behind what the field shows at first.`;
	}
	if (status === 401 || status === 498) {
		return `${provider} does not accept what the credential holds (HTTP ${status}): it has expired, was revoked, or belongs to another server. Enter it anew.`;
	}
	const call: HttpCall = { endpoint, effect: 'safe', method: 'GET', url: ADDRESS, headers: {}, secrets: [] };
	const answer = { status, headers: {}, body: '' };
	const { message, hint } = adviceFor(dialect, call, answer, kindOf(status));
	return `${message}. ${hint} (HTTP ${status})`;
}

/** Whose host is not told. */
const ADDRESS = 'https://provider.example';

function kindOf(status: number): ProblemKind {
	if (status === 429) return 'rateLimited';
	return status >= 500 ? 'unavailable' : 'refused';
}
