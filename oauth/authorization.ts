import { randomBytes } from 'node:crypto';
import { callbackParameters, type CallbackField } from './callbackParameters';
import { excerpt } from './excerpt';
import { trimmed } from './pastedText';
import { inputProblem } from './problems';

/** An unguessable `state` (RFC 6749 §10.12): 256 bits of chance in 43 characters, which every provider takes. */
export const createState = (): string => randomBytes(32).toString('base64url');

/** What an authorization server sent back with the browser (RFC 6749 §4.1.2). */
export interface Callback {
	readonly code: string;
	/** Absent when none came back. */
	readonly state?: string;
}

/** What is known of the answer before it is read. */
export interface ExpectedCallback {
	/** The `state` of the authorization URL; empty when it is compared elsewhere. */
	readonly state?: string;
	/** The `state` that was handed over beside a code alone. */
	readonly returnedState?: string;
	/** Whether an `iss`, or that there is none, is what the server that was asked sends; not compared where it is left out. */
	readonly isIssuer?: (iss: string | undefined) => boolean;
	readonly isAppended?: CallbackField['isAppended'];
}

const FIELD: CallbackField = {
	subject: 'The field "Code or Callback URL"',
	hint: 'Pass in the code as it came, the whole address that the browser was sent back to, or the query of a Webhook node. Nothing was sent.',
};

/**
 * The authorization code, out of whatever people and nodes have of a callback.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when the user declined, when `state` or `iss` are those
 * of another authorization or missing, or when there is no code; the code was not spent
 */
export function readCallback(
	pasted: unknown,
	{ state = '', returnedState = '', isIssuer, isAppended }: ExpectedCallback = {},
): Callback {
	const answer = callbackParameters(pasted, { ...FIELD, isAppended });
	const [code = '', error, iss] = ['code', 'error', 'iss'].map((name) => answer.get(name));
	if (code === '' && error === undefined) throw inputProblem(`The callback URL holds no code`, FIELD.hint);
	const returned = stateIn(answer.get('state'), trimmed(returnedState));
	compareState(returned, trimmed(state));
	if (isIssuer && !isIssuer(iss)) throw otherIssuer(iss);
	if (error !== undefined) throw declined(error, answer.get('error_description'));
	return returned === undefined ? { code } : { code, state: returned };
}

/** The one in the callback, or beside it; where both are there they are the same. */
function stateIn(inCallback: string | undefined, beside: string): string | undefined {
	if (inCallback === undefined) return beside === '' ? undefined : beside;
	if (beside === '' || beside === inCallback) return inCallback;
	throw inputProblem(
		'The callback and the field "Returned State" hold two states',
		'Leave the field empty where the whole callback URL is passed in. The code was not spent.',
	);
}

function compareState(returned: string | undefined, expected: string): void {
	if (expected === '' || returned === expected) return;
	if (returned === undefined) {
		throw inputProblem(
			'The state that came back is missing, so that it cannot be compared with the Expected State',
			'Pass in the whole callback URL, or the state that came back with the code as "Returned State". The code was not spent.',
		);
	}
	throw inputProblem(
		'The callback does not belong to this authorization: its state is another one',
		'Compare with the state that Get Authorization URL returned for the same user. The code was not spent.',
	);
}

function otherIssuer(iss: string | undefined) {
	if (iss === undefined) {
		return inputProblem(
			'The callback does not say which server it comes from: it has no iss',
			'The server that was asked for consent always says so. Pass in the whole address that the browser was sent back to, or the query of a Webhook node. The code was not spent.',
		);
	}
	return inputProblem(
		'The callback comes from another server than the one that was asked for consent',
		`It names ${excerpt(iss)} as its sender (iss). Check the addresses in the credential, and ask for consent again. The code was not spent.`,
	);
}

const declined = (error: string, description = '') =>
	inputProblem(`No consent was given: ${excerpt(error)}`, `${excerpt(description)} Ask again.`.trim());
