import type { Dialect } from './dialect';
import type { HttpCall } from './http';

/** Some requests must not be repeated blindly: they spend a code, rotate a token or make something. */
export function outcomeUnknownHint(dialect: Dialect, call: HttpCall): string {
	const { purpose, check = CHECKS[call.endpoint] } = dialect.endpoints[call.endpoint] ?? {};
	const look = check ?? `Look at ${dialect.provider} whether it happened, before you try again.`;
	return `It is not known whether ${dialect.provider} did ${purpose ?? 'it'}, so it was not tried again. ${look}`;
}

/** By the names that all dialects give to the grants. */
const CHECKS: Readonly<Record<string, string | undefined>> = {
	exchange: 'The code may be spent: if it is refused now, ask the user for consent again.',
	refresh:
		'Run it once more with the same refresh token: if that is refused, it was spent, and the user has to connect again.',
	signIn: 'There may be a session now that nobody uses. Run it once more.',
};
