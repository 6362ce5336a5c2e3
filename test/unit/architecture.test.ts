import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

const sources = (folder: string, recursive = true) =>
	readdirSync(path.join(root, folder), { recursive, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => ({
			file: path.join(folder, file),
			text: readFileSync(path.join(root, folder, file), 'utf8'),
		}));

const importsOf = (text: string) =>
	[...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)].map((m) => m[1] ?? m[2] ?? '');

describe('the rooms of the house', () => {
	it.each(sources('oauth'))('$file does no I/O and knows nothing of n8n', ({ text }) => {
		for (const name of importsOf(text)) expect(name).toMatch(/^(node:crypto|\.\/\w+)$/);
		expect(text).not.toMatch(/\bfetch\(|\bhttpRequest\b|setTimeout|setInterval|console\./);
	});

	it.each(sources('oauth'))('$file names no provider', ({ text }) => {
		expect(text).not.toMatch(/peer ?tube|fuse ?sign|dropbox|fluxer|cal\.?com/i);
	});

	it.each([...sources('nodes'), ...sources('credentials')])(
		'$file leaves requests to the transport',
		({ file, text }) => {
			if (/shared\/(http\/send|signing\/signedSend)\.ts$/.test(file)) return;
			expect(text).not.toMatch(/\.(httpRequest|requestWithAuth|requestOAuth|refreshOAuth)|helpers\.request/);
		},
	);

	it.each(sources('nodes').filter(({ file }) => /nodes\/[A-Z]\w*\/[a-z]\w*\/\w+\.ts$/.test(file)))(
		'$file neither loops, catches nor waits',
		({ text }) => expect(text).not.toMatch(/\bfor \(|\bwhile \(|\btry \{|\.catch\(|\bsleep\b/),
	);

	it.each([...sources('nodes'), ...sources('oauth'), ...sources('credentials')])(
		'$file can be read at a glance',
		({ file, text }) => {
			if (!file.endsWith('.dialect.ts')) expect(text.split('\n').length).toBeLessThan(180);
		},
	);

	it.each([...sources('nodes'), ...sources('oauth')])('$file says what it exports', ({ text }) =>
		expect(undocumented(text)).toEqual([]),
	);
});

/** The lines that export something without a docstring; what is only handed on has its own where it comes from. */
const undocumented = (text: string): string[] => {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const isDocumented = (at: number) => /^(?:\/\*\*.*| )\*\/$/.test(lines[at - 1] ?? '');
	return lines.filter((line, at) => /^export (?!\{|\*|type \{)/.test(line) && !isDocumented(at));
};

describe('the programs, the stand-ins and what tests share', () => {
	const folders = ['credentials', 'host/packaging', 'sandbox', 'scripts'];
	const shared = ['bench', 'browser', 'contract', 'e2e', 'faults', 'support', 'textbook'].map(
		(folder) => `test/${folder}`,
	);

	// Not all that lies below host/: what is installed there is not ours.
	it.each([...[...folders, ...shared].flatMap((folder) => sources(folder)), ...sources('host', false)])(
		'$file says what it exports',
		({ text }) => expect(undocumented(text)).toEqual([]),
	);

	it.each(['async function ask() {', 'abstract class Ask {', 'default class {', 'const { ask } = all;'])(
		'a docstring is missed at: export %s',
		(declared) => {
			expect(undocumented(`// ask\nexport ${declared}\n`)).toEqual([`export ${declared}`]);
			expect(undocumented(`/** Asks. */\n\nexport ${declared}\n`)).toEqual([]);
		},
	);
});

/** About the package as a whole, or about several sources at once. */
const OF_NO_SOURCE = [
	'architecture',
	'codeBlocks',
	'docs',
	'mutants',
	'linear',
	'shownNames',
	'oauth/vectors',
];

describe('the unit tests', () => {
	it.each(sources('test/unit').filter(({ file }) => file.endsWith('.test.ts')))(
		'$file lies where its source lies',
		({ file }) => {
			const tested = path.relative('test/unit', file).replace(/\.test\.ts$/, '');
			if (OF_NO_SOURCE.includes(tested)) return;
			// A second file about one source says in its name what about it, as in `tokens.properties`.
			const names = [tested, tested.replace(/\.\w+$/, '')];
			const files = names.flatMap((name) => [`${name}.ts`, `${name}.mjs`]);
			expect(files.filter((name) => existsSync(path.join(root, name)))).not.toEqual([]);
		},
	);
});
