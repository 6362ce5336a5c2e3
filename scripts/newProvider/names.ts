import ts from 'typescript';

/** A service's name in the spellings that files and code need. */
export interface Names {
	/** As people write it: `Acme Cloud`. */
	readonly title: string;
	/** As people type it: `acme cloud`. */
	readonly typed: string;
	/** Folders, classes and credentials: `AcmeCloud`. */
	readonly pascal: string;
	/** Values, variables and node types: `acmeCloud`. */
	readonly camel: string;
	/** Pages, examples and the sandbox: `acmecloud`. */
	readonly slug: string;
}

/** `acme Cloud` → `Acme Cloud`, `AcmeCloud`, `acmeCloud`, `acmecloud`. */
export function namesOf(text: string): Names {
	const title = text
		.trim()
		.split(/\s+/)
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
	const pascal = title
		.split(/[^A-Za-z0-9]+/)
		.map((word) => (/^[A-Z]+$/.test(word) ? word.toLowerCase() : word))
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join('');
	const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
	return { title, typed: title.toLowerCase(), pascal, camel, slug: pascal.toLowerCase() };
}

const LONGEST = 30;
/** What they would be mistaken for: rooms of ours, members of the sandbox, and the provider of the tests. */
const RESERVED = ['ask', 'close', 'control', 'index', 'main', 'shared', 'textbook'];

/**
 * What is wrong with a name, in a sentence; undefined where nothing is.
 *
 * @param folders those of the services there are: `PeerTube`
 * @param used the identifiers of the code that is to be generated
 */
export function nameProblem(
	text: string,
	folders: readonly string[],
	used: ReadonlySet<string>,
): string | undefined {
	const { title, pascal, camel, slug } = namesOf(text);
	if (title === '') return 'Say what the service is called: npm run new-provider -- "Acme Cloud"';
	if (!/^[A-Za-z]/.test(title))
		return 'A name begins with a letter: folders, classes and variables are called by it';
	if (!/^[A-Za-z0-9 .-]+$/.test(title)) return 'A name consists of letters, digits, spaces, dots and hyphens';
	if (title.length > LONGEST) return `A name has at most ${LONGEST} characters, so that n8n can show it`;
	const alike = folders.find((folder) => startsAlike(folder.toLowerCase(), slug));
	if (alike?.toLowerCase() === slug) return `${alike} is there already`;
	if (alike)
		return `One of ${alike} and ${pascal} begins with the other, and files are told apart by how they begin`;
	const isTaken = RESERVED.includes(slug) || isKeyword(camel) || used.has(camel) || used.has(pascal);
	return isTaken ? `"${title}" means something else in the code: choose a longer name` : undefined;
}

const startsAlike = (one: string, other: string) => one.startsWith(other) || other.startsWith(one);

const isKeyword = (word: string) =>
	ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, word).scan() !==
	ts.SyntaxKind.Identifier;

/** All identifiers of a source. */
export function identifiersIn(source: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node)) found.push(node.text);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2022));
	return found;
}
