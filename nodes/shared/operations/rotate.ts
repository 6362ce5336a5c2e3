import type { IDataObject } from 'n8n-workflow';
import { isOAuthProblem } from '../../../oauth/problems';
import type { ItemContext } from '../node/itemContext';
import type { Operation } from '../node/operation';

/** How a secret is replaced by a new one, and the new one tried out. */
export interface Rotation<Made> extends Pick<
	Operation,
	'name' | 'action' | 'description' | 'credentials' | 'fields'
> {
	/** The dialect's endpoint that makes the new one. */
	readonly endpoint: string;
	/** The one that it is tried out with; it has to be a safe one. */
	readonly provenBy: string;
	/** @throws {import('../../../oauth/problems').OAuthProblem} when there is none, or nobody knows */
	readonly reset: (context: ItemContext) => Promise<Made>;
	/** Uses the new one. @throws {import('../../../oauth/problems').OAuthProblem} when it is not taken, or nobody knows */
	readonly prove: (context: ItemContext, made: Made) => Promise<unknown>;
	/** What is handed over: the new one, under a name that tells what it is. */
	readonly output: (made: Made) => IDataObject;
}

/**
 * Replaces a secret and tries the new one out before it is handed over. From the moment at which it is made, the old one
 * is over and the new one exists nowhere else, so that it is handed over whatever the trial says.
 */
export const rotate = <Made>({ reset, prove, output, provenBy, ...texts }: Rotation<Made>): Operation => ({
	...texts,
	alsoEndpoints: [provenBy],
	async run(context) {
		const made = await reset(context);
		const proof = await prove(context, made).then(() => PROVEN, unproven);
		return { ...output(made), ...proof };
	},
});

interface Proof {
	readonly [name: string]: string | null;
	readonly status: 'proven' | 'unproven';
	readonly reason: string | null;
}

const PROVEN: Proof = { status: 'proven', reason: null };

/** Whatever it was: thrown on, it would take the new secret with it. */
const unproven = (error: unknown): Proof => ({
	status: 'unproven',
	reason: `${UNPROVEN} ${isOAuthProblem(error) ? `${error.message}. ${error.description}` : String(error)}`,
});

const UNPROVEN =
	'The new one is made, and the old one is over; but the service did not show that the new one works. Store it, and try it before you use it.';
