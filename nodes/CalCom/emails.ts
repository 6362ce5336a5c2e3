import { inputProblem } from '../../oauth/problems';

/** Of the whole, in characters (RFC 5321 §4.5.3.1). */
const LONGEST = 254;

/** Words with dots between them: no blanks, no brackets, none that is empty. */
const DOTTED = /^[^\s.@<>()[\]\\,;:"]+(?:\.[^\s.@<>()[\]\\,;:"]+)*$/;

/**
 * An e-mail address, which Cal.com would otherwise refuse without naming the field.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is none
 */
export function emailOf(value: unknown, field: string): string {
	const email = String(value ?? '').trim();
	const [name = '', domain = '', ...more] = email.length > LONGEST ? [] : email.split('@');
	const isWhole = DOTTED.test(name) && DOTTED.test(domain) && domain.includes('.');
	if (isWhole && more.length === 0) return email;
	throw inputProblem(
		`The field "${field}" does not hold an e-mail address`,
		'Enter it alone, such as name@example.com, without a name before it. Nothing was sent.',
	);
}
