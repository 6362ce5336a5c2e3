import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { signJwt } from '../shared/jwt';
import { isValidCode } from '../shared/totp';
import { jsonOf } from './bodies';
import { read, text } from './fields';
import { ApiRefusal, invalidFields } from './refusals';
import type { FluxerState } from './state';
import type { User } from './users';

const header = 'X-Fluxer-Sudo-Mode-JWT';

/** How long a code that was accepted is refused as used (Fluxer source). */
const spentMs = 30_000;

const proofSchema = z.object({
	password: text(256, 8, 'PASSWORD_LENGTH_INVALID').optional(),
	mfa_method: z.enum(['totp', 'sms', 'webauthn']).optional(),
	mfa_code: text().optional(),
});

/**
 * Asks for the password, or for the second factor of a user who has one: their password is no proof then. A code is
 * answered with a token that stands for it from then on (Fluxer source).
 */
export function requireSudo(
	state: FluxerState,
	user: User,
	request: FastifyRequest,
	reply: FastifyReply,
): void {
	const proof = read(proofSchema, jsonOf(request));
	const sent = request.headers[header.toLowerCase()];
	const hasMfa = user.otpSecret !== null;

	if (typeof sent === 'string' && isSudoToken(state, user, sent)) {
		void reply.header(header, sent);
	} else if (user.otpSecret !== null && proof.mfa_method) {
		const isProven =
			proof.mfa_method === 'totp' && spendCode(state, user.id, user.otpSecret, proof.mfa_code ?? '');
		if (!isProven) throw invalidFields([{ path: 'mfa_code', code: 'INVALID_MFA_CODE' }]);
		void reply.header(header, createSudoToken(state, user));
	} else if (!hasMfa && proof.password) {
		if (proof.password !== user.password) {
			throw invalidFields([{ path: 'password', code: 'INVALID_PASSWORD' }]);
		}
	} else {
		throw new ApiRefusal(403, 'SUDO_MODE_REQUIRED', { has_mfa: hasMfa });
	}
}

/** By the common time, not the provider's clock: clients make their codes from their own, which nothing has advanced. */
function spendCode(
	{ spentCodes, instruments }: FluxerState,
	userId: string,
	secret: string,
	code: string,
): boolean {
	const now = instruments.clock.time.now();
	const key = `${userId} ${code}`;
	if (!isValidCode(secret, code, now) || now - (spentCodes.get(key) ?? 0) < spentMs) return false;
	spentCodes.set(key, now);
	return true;
}

function createSudoToken(state: FluxerState, user: User): string {
	const iat = Math.floor(state.now() / 1000);
	const exp = iat + state.settings.sudoSeconds;
	const token = signJwt({ type: 'sudo', sub: user.id, iat, exp });
	state.sudoTokens.set(token, { userId: user.id, expiresAt: exp * 1000 });
	return token;
}

function isSudoToken(state: FluxerState, user: User, token: string): boolean {
	const known = state.sudoTokens.get(token);
	return known?.userId === user.id && known.expiresAt > state.now();
}
