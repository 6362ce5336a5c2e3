import path from 'node:path';
import { ESLint } from 'eslint';

/**
 * Lints with the rules that n8n's scanner applies to a submitted package, with no comment able to switch one
 * off. The scanner itself lets warnings pass; here they count.
 *
 * @param patterns of files below `cwd`; the sources of a package where they are left out
 * @param cacheFolder what has not changed since is not read again; a fresh clone has nothing to go by
 * @returns each finding as `file:line message (rule)`
 */
export async function scanned(cwd: string, cacheFolder: string, patterns?: string[]): Promise<string[]> {
	const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const eslint = new ESLint({
		cwd,
		cache: true,
		cacheStrategy: 'content',
		cacheLocation: path.join(cacheFolder, `scan-${path.basename(cwd)}`),
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scanner.buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns ?? [...scanner.SOURCE_FILE_PATTERNS, 'oauth/**/*.ts']);
	if (results.length === 0) return [`nothing to scan in ${cwd}`];
	return results.flatMap(({ filePath, messages }) =>
		messages.map(
			({ line, message, ruleId }) => `${path.relative(cwd, filePath)}:${line} ${message} (${ruleId})`,
		),
	);
}
