import { type Fields, text } from '../shared/fields';
import { isValidCode } from '../shared/totp';
import { invalidGrant, missing } from './fields';
import { Problem } from './problems';
import type { PeerTubeState } from './state';
import type { User } from './users';
import { has } from './versions';

/** What bcrypt reads of a password. */
const longestPasswordBytes = 72;

/**
 * The user a password grant signs in, or PeerTube's refusal, in PeerTube's order of checks.
 * `otp` is the x-peertube-otp header; `external` the user of an external auth token, which stands in for both.
 */
export function signIn(state: PeerTubeState, fields: Fields, otp: string | undefined, external?: User): User {
	const login = text(fields.username);
	const password = text(fields.password);
	if (!login) throw missing('username');
	if (!external && !password) throw missing('password');
	if (external) return notBlocked(state, external);

	const user = state.users.find(login);
	if (!user) throw unknownUser(state, login);
	if (user.pluginAuth !== null && !user.pluginTakesPassword) throw wrongCredentials();
	refuseLockedOut(state, user);
	refuseLong(state, password ?? '');
	if (user.password !== password) {
		countFailure(state, user);
		throw wrongCredentials();
	}
	notBlocked(state, user);
	if (user.emailVerified === false) {
		throw denied(state, 'User email is not verified.', 'email_not_verified');
	}
	checkSecondFactor(state, user, otp);
	state.failures.delete(user.id);
	return user;
}

function notBlocked(state: PeerTubeState, user: User): User {
	if (user.blocked) throw denied(state, 'User is blocked.', 'account_blocked');
	return user;
}

/** The comparison of passwords throws, and the name of what it throws is the code. */
function refuseLong({ settings }: PeerTubeState, password: string): void {
	if (!has(settings.version, 'longPasswordsFail')) return;
	if (Buffer.byteLength(password) <= longestPasswordBytes) return;
	throw new Problem(400, `Cannot compare more than ${longestPasswordBytes} bytes with bcrypt`, 'Error');
}

/** Newer versions have a code for each reason; before, all of them were `access_denied`. */
function denied(state: PeerTubeState, detail: string, code: string): Problem {
	return new Problem(400, detail, has(state.settings.version, 'accountCodes') ? code : 'access_denied');
}

function checkSecondFactor(state: PeerTubeState, user: User, otp: string | undefined): void {
	if (user.otpSecret === null) return;
	if (!otp) throw new Problem(401, 'Missing two factor header', 'missing_two_factor');
	// By the common time, not the provider's clock: clients make their codes from their own, which nothing has advanced.
	if (isValidCode(user.otpSecret, otp, state.instruments.clock.time.now())) return;
	countFailure(state, user);
	throw new Problem(400, 'Invalid two factor header', 'invalid_two_factor');
}

function refuseLockedOut(state: PeerTubeState, user: User): void {
	if (!has(state.settings.version, 'accountLock')) return;
	const failures = state.failures.get(user.id);
	const count = failures && failures.endsAt > state.now() ? failures.count : 0;
	if (count < state.settings.accountFailureLimit) return;
	const detail = 'Too many login attempts for this account. Please try again later.';
	throw new Problem(429, detail, 'too_many_login_failures');
}

function countFailure(state: PeerTubeState, user: User): void {
	const now = state.now();
	const known = state.failures.get(user.id);
	const endsAt = now + state.settings.accountFailureWindowSeconds * 1000;
	const running = known && known.endsAt > now ? known : { count: 0, endsAt };
	state.failures.set(user.id, { ...running, count: running.count + 1 });
}

function unknownUser(state: PeerTubeState, login: string): Problem {
	const registration = state.users.registrationOf(login);
	if (registration === 'pending') {
		const detail = 'Registration for this account is awaiting approval';
		return new Problem(400, detail, 'account_waiting_for_approval');
	}
	if (registration === 'rejected') {
		const detail = 'Registration approval for this account has been rejected';
		return new Problem(400, detail, 'account_approval_rejected');
	}
	return wrongCredentials();
}

function wrongCredentials(): Problem {
	return invalidGrant('user credentials are invalid');
}
