import { systemTime } from '../shared/http/systemTime';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { HttpAnswer, Send } from '../../oauth/http';
import { isRecord, parseJson } from '../../oauth/json';
import { BoundedMap, keyOf } from '../../oauth/memory';
import { pastedPassword, textOf, type PastedField } from '../../oauth/pastedText';
import { isOAuthProblem, OAuthProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import { readTwoFactorSecret, totp, TWO_FACTOR_SECRET_HINT } from '../../oauth/totp';
import type { ItemContext } from '../shared/node/itemContext';
import { credentialField } from '../shared/signing/credentialField';
import { SESSION_TYPE, type Caller } from './access';

/**
 * Sudo mode: before it deletes an application or resets a secret, Fluxer wants the password, or a two-factor code of
 * an account that has two-factor authentication. A code is good once in 30 seconds; the answer to it carries a token
 * that stands for it for 300 seconds, and has to be sent in its place.
 */

const TOKEN_HEADER = 'x-fluxer-sudo-mode-jwt';
/** A little less than Fluxer gives it: a dead token costs an attempt, and there are about ten an hour. */
const TOKEN_MS = 290_000;
const CHALLENGES = ['SUDO_MODE_REQUIRED', 'INVALID_SUDO_TOKEN'];

const TWO_FACTOR_SECRET: PastedField = {
	subject: 'The two-factor secret of the Fluxer Session credential',
	hint: `${TWO_FACTOR_SECRET_HINT} Nothing was sent.`,
};

interface Proof {
	readonly password: string;
	/** Undefined without a two-factor secret. Computed when it is sent, which a rate limit may put off. */
	readonly mfaCode?: () => string;
}

/** What worked last for a session, to be sent along the next time. A password itself is not kept. */
interface Proven {
	readonly sudoToken?: string;
	readonly until: number;
}

const proven = new BoundedMap<Proven>(1000);

/**
 * Does something that needs sudo mode. A challenge is answered out of the credential, and the work done once more.
 *
 * @param work sends its request with the given function, with the given inputs among its own
 * @throws {OAuthProblem} when the credential lacks what Fluxer asks for, or holds something wrong; nothing was changed
 */
export async function withSudo<T>(
	context: ItemContext,
	{ send, inputs }: Caller,
	work: (send: Send, proof: Inputs) => Promise<T>,
): Promise<T> {
	const credential = await context.credentials(SESSION_TYPE);
	const proof = proofOf(credential);
	// What proves is in the key: another credential with the same session, and without it, has proven nothing.
	const { password, twoFactorSecret } = credential;
	const session = keyOf(
		...[inputs.apiUrl, inputs.sessionToken, password, twoFactorSecret].map((value) => String(value ?? '')),
	);
	let hasMfa: unknown;
	const watched: Send = async (call) => {
		const answer = await send(call);
		hasMfa = mfaOf(answer);
		const sudoToken = answer.headers[TOKEN_HEADER];
		if (sudoToken) proven.set(session, { sudoToken, until: systemTime.now() + TOKEN_MS });
		return answer;
	};
	return await work(watched, known(session, proof)).catch(async (error: unknown) => {
		if (!isOAuthProblem(error) || error.kind !== 'refused') throw error;
		if (!CHALLENGES.includes(error.providerCode ?? '')) throw error;
		proven.delete(session);
		const answer = answerTo(error, hasMfa, proof);
		const result = await work(watched, answer);
		if (answer.password) proven.set(session, { until: Infinity });
		return result;
	});
}

/** @throws {OAuthProblem} of kind `input` when the two-factor secret is none, before anything is sent */
function proofOf({ password, twoFactorSecret }: ICredentialDataDecryptedObject): Proof {
	const secret = readTwoFactorSecret(twoFactorSecret, TWO_FACTOR_SECRET);
	return {
		password: pastedPassword(textOf(password, credentialField('Fluxer Session', 'password'))),
		...(secret && { mfaCode: () => totp(secret, systemTime.now()) }),
	};
}

/** An attempt without a proof would be refused and count towards the limit, so what is known is sent at once. */
function known(session: string, { password }: Proof): Inputs {
	const last = proven.get(session);
	if (!last || last.until < systemTime.now()) return {};
	return last.sudoToken === undefined ? { password } : { sudoToken: last.sudoToken };
}

/** Of an account with two-factor authentication the password proves nothing. */
function answerTo(challenge: OAuthProblem, hasMfa: unknown, { password, mfaCode }: Proof): Inputs {
	if (hasMfa === true || (hasMfa === undefined && mfaCode !== undefined)) {
		if (mfaCode !== undefined) return { mfaMethod: 'totp', mfaCode };
		throw lacking(
			challenge,
			'Fluxer wants a two-factor code for this, and the credential has no two-factor secret',
			'Open the Fluxer Session API credential and fill in "Two-Factor Secret": the letters and digits shown beside the QR code when two-factor authentication was set up. A text message or a passkey as the only second factor will not do. Nothing was changed.',
		);
	}
	if (password !== '') return { password };
	throw lacking(
		challenge,
		"Fluxer wants the account's password for this, and the credential has none",
		'Open the Fluxer Session API credential and fill in "Password". Nothing was changed.',
	);
}

const lacking = (
	{ kind, endpoint, httpStatus, providerCode }: OAuthProblem,
	message: string,
	hint: string,
): OAuthProblem => new OAuthProblem({ kind, endpoint, httpStatus, providerCode, message, hint });

function mfaOf({ body }: HttpAnswer): unknown {
	const parsed = parseJson(body);
	return isRecord(parsed) ? parsed.has_mfa : undefined;
}
