import { setSafeRegexEngine } from 'n8n-workflow';

const all = (flags = '') => (flags.includes('g') ? flags : `${flags}g`);

/**
 * Has n8n run its regular expressions as they are. It gives each of them a quarter of a second by the clock of the
 * machine, in which a busy machine may not get to it.
 */
export function runRegexAtLeisure(): void {
	setSafeRegexEngine({
		exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
		test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
		replace: (pattern, input, flags, replacement) => input.replace(new RegExp(pattern, flags), replacement),
		matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, all(flags)))],
		split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
	});
}
