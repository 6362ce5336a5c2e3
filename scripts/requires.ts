import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What a file of a verified community package may require besides its own files. */
const ALLOWED = new Set(['n8n-workflow', 'node:crypto']);

/**
 * Every module that some file of an unpacked package requires or imports and must not, as `file: module`.
 * Anything but a literal name counts as forbidden.
 */
export function forbiddenRequires(folder: string): string[] {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
		/\.[cm]?js$/.test(file),
	);
	return files.flatMap((file) =>
		requiresOf(path.join(folder, file))
			.filter((name) => !isAllowed(folder, file, name))
			.map((name) => `${file}: ${name}`),
	);
}

function isAllowed(folder: string, file: string, name: string): boolean {
	if (!name.startsWith('.')) return ALLOWED.has(name);
	const target = path.relative(folder, path.resolve(folder, path.dirname(file), name));
	return !target.startsWith('..');
}

function requiresOf(file: string): string[] {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
	const names: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && isLoader(node.expression)) {
			const [name] = node.arguments;
			names.push(name && ts.isStringLiteralLike(name) ? name.text : '(computed)');
			node.arguments.forEach(visit);
			return;
		}
		if (isLoader(node)) names.push('(require as a value)');
		if (ts.isImportDeclaration(node) || (ts.isExportDeclaration(node) && node.moduleSpecifier)) {
			names.push('(ES module syntax)');
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return names;
}

const isLoader = (node: ts.Node) =>
	node.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node) && node.text === 'require');
