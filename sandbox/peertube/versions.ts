/** Versions that were observed on a running server (7.0.0, 8.2.1), and some between and after them, from source. */
export const versions = ['7.0.0', '7.2.0', '7.3.0', '8.1.0', '8.2.1', '8.3.0'] as const;

/** One of {@link versions}. The sandbox begins with the newest that was observed. */
export type Version = (typeof versions)[number];

/** The version from which on an instance is so. */
const since = {
	/** Token sessions are listed and revoked (source; observed on 8.2.1, and missing on 7.0). */
	tokenSessions: '7.3',
	/** The own user has `nsfwFlags…` (source). */
	nsfwFlags: '7.2',
	/** The own user has the members of 8.2.1 and no `emailPublic` any more (observed on 8.2.1). */
	newUserFormat: '8.0',
	/** Refusals do not repeat their detail as `error` (observed on 8.2.1). */
	plainProblems: '8.0',
	/** Blocked and unverified accounts have codes of their own in place of `access_denied` (source). */
	accountCodes: '8.0',
	/** A password of more than 72 bytes is an error, right or wrong (observed on 8.2.1). */
	longPasswordsFail: '8.0',
	/** An unknown user ID is answered in plain text (observed on 8.2.1). */
	unknownUserInText: '8.2',
	/** Refresh tokens live four weeks, two before (observed on 7.0 and 8.2.1). */
	fourWeeks: '8.2',
	/** A revoked token is dead before the answer arrives, within 300 ms before (observed on 7.0 and 8.2.1). */
	revokesAtOnce: '8.2',
	/** Moderators manage plain users only (source; observed on 8.2.1: not yet). */
	staffIsProtected: '8.3',
	/** Failed sign-ins lock an account for a while (source; observed on 8.2.1: not yet). */
	accountLock: '8.3',
	/** A token of another sign-in plugin is refused as such, and not as wrong credentials (source). */
	namesOtherPlugin: '8.3',
} as const;

type Feature = keyof typeof since;

/** Whether instances of a version have a feature, by its major and minor number. */
export function has(version: Version, feature: Feature): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [sinceMajor = 0, sinceMinor = 0] = since[feature].split('.').map(Number);
	return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}
