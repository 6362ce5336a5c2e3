interface Output {
	readonly json: Record<string, unknown>;
	readonly error?: unknown;
}

/** Whether an item holds what was asked for: an introspection, an authorization, an account or a fresh session. */
const isAnswer = ({ active, scopes, username, accessToken }: Output['json']): boolean =>
	active === true ||
	Array.isArray(scopes) ||
	typeof username === 'string' ||
	(typeof accessToken === 'string' && accessToken !== '');

/** How many items of a node's output are answers, and the first that is an error, as text. */
export function judged(output: readonly Output[]): { items: number; failed?: string } {
	const failed = output.find(({ json, error }) => error ?? json.error);
	const error = failed?.error ?? failed?.json.error;
	return {
		items: output.filter(({ json, error: own }) => !own && !json.error && isAnswer(json)).length,
		...(failed && { failed: error instanceof Error ? error.message : JSON.stringify(error) }),
	};
}
