import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { HostError } from '../../host/errors';
import { servicesOf } from '../packages/services';
import { filesIn } from '../packages/sources';
import { LISTS } from './lists';
import { identifiersIn, nameProblem, namesOf, type Names } from './names';

/** Where the files are that a new service begins with, those of a service called Acme Cloud. */
const TEMPLATE = 'scripts/newProvider/template';

const ACME = namesOf('Acme Cloud');
const SPELLINGS = Object.entries(ACME) as Array<[keyof Names, string]>;
const ANY_SPELLING = new RegExp([...new Set(Object.values(ACME))].join('|'), 'g');

/** A text about Acme Cloud, about another service. */
export const about = (names: Names, text: string): string =>
	text.replace(ANY_SPELLING, (spelled) => {
		const [spelling] = SPELLINGS.find(([, value]) => value === spelled) ?? ['title'];
		return names[spelling];
	});

/** The files of a new service by their paths, not yet formatted. */
export function newFiles(root: string, names: Names): Map<string, string> {
	const folder = path.join(root, TEMPLATE);
	const files = filesIn(folder, '.').map((file): [string, string] => [
		about(names, file),
		about(names, readFileSync(path.join(folder, file), 'utf8')),
	]);
	return new Map(files);
}

/** The lists that change, whole, by their paths. */
const changedLists = (root: string, names: Names): Map<string, string> =>
	new Map(
		Object.entries(LISTS).map(([file, withIt]) => [
			file,
			withIt(readFileSync(path.join(root, file), 'utf8'), names),
		]),
	);

/** @throws HostError that says what is wrong with the name, or which file would be overwritten */
export function checkedNames(root: string, text: string): Names {
	const sources = [...newFiles(root, ACME)].filter(([file]) => file.endsWith('.ts'));
	const used = sources.flatMap(([, source]) => identifiersIn(source));
	const own = new Set(Object.values(ACME));
	const folders = servicesOf(root).map(({ folder }) => folder);
	const problem = nameProblem(text, folders, new Set(used.filter((name) => !own.has(name))));
	if (problem) throw new HostError(problem);
	const names = namesOf(text);
	const taken = [...newFiles(root, names).keys()].find((file) => isThere(path.join(root, file)));
	if (taken)
		throw new HostError(`${taken} is there already, and nothing is overwritten: choose another name`);
	return names;
}

/** Some file systems take names for the same that differ in capitals only. */
function isThere(file: string): boolean {
	const folder = path.dirname(file);
	const name = path.basename(file).toLowerCase();
	return existsSync(folder) && readdirSync(folder).some((other) => other.toLowerCase() === name);
}

/**
 * Writes a new service, formatted as all other files, and changes the lists.
 * @returns the new files, relative to the root
 * @throws {Error} when a list has another form than expected
 */
export async function writeService(root: string, names: Names): Promise<string[]> {
	const [added, changed] = [newFiles(root, names), changedLists(root, names)];
	const options = await resolveConfig(path.join(root, 'package.json'));
	for (const [file, text] of [...added, ...changed]) {
		const filepath = path.join(root, file);
		mkdirSync(path.dirname(filepath), { recursive: true });
		const formatted = file.endsWith('.svg') ? text : await format(text, { ...options, filepath });
		writeFileSync(filepath, formatted);
	}
	return [...added.keys()];
}
