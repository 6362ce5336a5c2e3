import { rmSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { writeLiteralNodes } from './literalNodes';
import { pack } from './pack';
import { forbiddenRequires } from './requires';

type Scanner = typeof import('@n8n/scan-community-package/scanner/scanner.mjs');

const root = path.resolve(__dirname, '../..');

/**
 * Lints with the rules that n8n's scanner applies to a submitted package, with no comment able to switch one
 * off. The scanner itself lets warnings pass; here they count.
 */
async function lint(scanner: Scanner, cwd: string, patterns: string[]): Promise<string[]> {
	const eslint = new ESLint({
		cwd,
		// What has not changed since is not read again; a fresh clone has nothing to go by.
		cache: true,
		cacheStrategy: 'content',
		cacheLocation: path.join(root, 'build', 'eslint', `scan-${path.basename(cwd)}`),
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scanner.buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	if (results.length === 0) return [`nothing to scan in ${cwd}`];
	return results.flatMap(({ filePath, messages }) =>
		messages.map(
			({ line, message, ruleId }) => `${path.relative(cwd, filePath)}:${line} ${message} (${ruleId})`,
		),
	);
}

async function scan(): Promise<number> {
	const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const { folder } = await pack(root);
	const literal = path.join(root, 'build', 'literal');
	rmSync(literal, { recursive: true, force: true });
	writeLiteralNodes(folder, literal);

	const findings: Array<[name: string, findings: string[]]> = [
		['source', await lint(scanner, root, [...scanner.SOURCE_FILE_PATTERNS, 'oauth/**/*.ts'])],
		['packed tarball', await lint(scanner, folder, ['**/*.js', '**/*.json'])],
		['built descriptions', await lint(scanner, literal, ['nodes/**/*.ts'])],
		['requires of the tarball', forbiddenRequires(folder)],
	];
	for (const [name, found] of findings) {
		console.log(`scan of the ${name}: ${found.length === 0 ? 'no finding' : `${found.length} findings`}`);
		for (const finding of found) console.log(`  ${finding}`);
	}
	return findings.reduce((sum, [, found]) => sum + found.length, 0);
}

scan().then(
	(findings) => (process.exitCode = findings === 0 ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
