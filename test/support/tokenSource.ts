import { OAuthProblem, type ProblemDetails } from '../../oauth/problems';
import { TokenKeeper } from '../../oauth/tokenKeeper';
import type { Look, Tokens, TokenSource } from '../../oauth/tokenSource';

/** Where the clock of {@link keeper} begins, in epoch milliseconds. */
export const START = Date.parse('2030-01-01T00:00:00Z');

/** A token that has to be renewed an hour after the start, unless told otherwise. */
export const token = (accessToken: string, dueAt = START + 3_600_000): Tokens => ({ accessToken, dueAt });

/** A refused refresh, unless told otherwise. */
export const problem = (details: Partial<ProblemDetails> = {}): OAuthProblem =>
	new OAuthProblem({ kind: 'refused', endpoint: 'refresh', message: 'No', hint: 'No.', ...details });

/** A provider that does as it is told, and notes what it was asked. */
export class FakeSource implements TokenSource<Tokens> {
	readonly log: string[] = [];
	/** What the next looks show; the last goes for all that follow. */
	looks: Look[] = ['accepted'];
	/** What the next renewals give; then tokens of their own number. */
	renewals: Array<Tokens | Error> = [];
	private issued = 0;

	constructor(readonly account = 'alice') {}

	refusalOf = () => '';
	neverAccepted = () => problem({ message: 'None is accepted' });

	look = async ({ accessToken }: Tokens): Promise<Look> => {
		this.log.push(`look ${accessToken}`);
		await Promise.resolve();
		return (this.looks.length > 1 ? this.looks.shift() : this.looks[0]) ?? 'unknown';
	};

	renew = async (spent: Tokens | undefined): Promise<Tokens> => {
		this.log.push(`renew ${spent?.accessToken}`);
		await Promise.resolve();
		const renewed = this.renewals.shift() ?? token(`${this.account}-${++this.issued}`);
		if (renewed instanceof Error) throw renewed;
		return renewed;
	};
}

/** A keeper with a clock that is moved by hand. */
export function keeper() {
	const clock = { now: START };
	return { clock, tokens: new TokenKeeper<Tokens>(() => clock.now) };
}
