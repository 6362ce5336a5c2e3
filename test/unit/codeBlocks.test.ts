import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/providers';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const pages = [
	...readdirSync(root).filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md'),
	...readdirSync(path.join(root, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];

/** The blocks of code in a language, with the note above them. */
const blocks = pages.flatMap((page) =>
	[...read(page).matchAll(/(?:<!-- ([^>]*) -->\n\n)?^ *```(\w+)\n([\s\S]*?)^ *```$/gm)].map(
		([, note = '', language = '', code = '']) => ({ page, note, language, code }),
	),
);
const written = blocks.filter(({ language }) => language === 'json');
const run = blocks.filter(({ language }) => language !== 'json');

it.each(run)('a block of $language on $page says whether a test runs it', ({ note }) =>
	expect(note).toMatch(/^(run by `(\.ci\/run|npm run [\w:-]+)`|not run by a test)/),
);

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const onItsOwn = [read('.ci/run'), read('.github/workflows/ci.yml')].join('\n');
const runs = run.flatMap(({ note }) => /^run by `npm run ([\w:-]+)`/.exec(note)?.slice(1) ?? []);

it.each([...new Set(runs)])('npm run %s, which a page names, is there, and is run by itself', (script) => {
	expect(scripts).toHaveProperty([script]);
	expect(onItsOwn).toMatch(new RegExp(`npm run ${script}( |$)`, 'm'));
});

it.each(written)('a block of JSON on $page is JSON', ({ code }) =>
	expect(() => JSON.parse(code) as unknown).not.toThrow(),
);

const README = run.filter(({ page, note }) => page === 'README.md' && note.startsWith('run by'));
const commands = README.flatMap(({ code }) =>
	code.split(/&&|\n/).map((line) => line.replace(/#.*/, '').trim()),
);

it.each([...new Set(commands.filter((line) => /^npm (ci|start|test)/.test(line)))])(
	'`%s` of the README is run',
	(command) => expect(read('.ci/run')).toMatch(new RegExp(`^${command}( |$)`, 'm')),
);

it('the README installs the tarball as it is installed where that is tested', () => {
	const install = commands.find((line) => line.startsWith('npm install --prefix'));
	const flags = [...String(install).matchAll(/--(?!prefix)[a-z-]+/g)].map(([flag]) => flag);
	expect(flags.length).toBeGreaterThan(0);
	for (const flag of flags) expect(read('host/package.ts')).toContain(`'${flag}'`);
	const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };
	expect(install).toContain(`${name}-${version}.tgz`);
});
