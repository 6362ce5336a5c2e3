import { readFileSync } from 'node:fs';
import path from 'node:path';
import { manifestOf, ownerUrl, type RootManifest } from './manifest';
import { ownPartsOf } from './ownParts';
import { withoutForeignScripts } from './ownScripts';
import { pagesOf, withLinks } from './pages';
import { readmeOf } from './readme';
import type { Service } from './services';
import { filesIn, sourcesOf } from './sources';

/** What is in a repository tree: the text of each file, by its path. */
export type Tree = ReadonlyMap<string, string | Buffer>;

const AS_THEY_ARE = [
	...['CODE_OF_CONDUCT.md', 'LICENSE.md', '.prettierrc.json', 'index.js'],
	...['codeql', 'dependency-review'].map((name) => `.github/workflows/${name}.yml`),
];
const PAGES = ['CHANGELOG.md', 'SECURITY.md'].map((file) => ({ from: file, to: file }));
const FILES = {
	'ci.yml': '.github/workflows/ci.yml',
	'release.yml': '.github/workflows/release.yml',
	'eslint.config.mjs': 'eslint.config.mjs',
	'tsconfig.json': 'tsconfig.json',
};

/** The repository of one service, as it would be pushed: nothing in it leads outside it. */
export function treeOf(root: string, service: Service, others: readonly Service[]): Tree {
	const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
	const manifest = JSON.parse(read('package.json')) as RootManifest & { name: string };
	const commonUrl = `${ownerUrl(manifest)}/${manifest.name}`;
	const moved = (text: string) => renamed(text, manifest.name, commonUrl, service, ownerUrl(manifest));
	const title = /^# (.+)$/m.exec(read(`docs/${service.slug}.md`))?.[1] ?? service.folder;
	const own = manifestOf(manifest, service, title);
	const withoutScripts = (text: string) => withoutForeignScripts(text, Object.keys(own.scripts));
	const tree = new Map<string, string | Buffer>([['package.json', `${JSON.stringify(own, null, '\t')}\n`]]);

	for (const file of AS_THEY_ARE) tree.set(file, read(file));
	for (const [file, to] of Object.entries(FILES)) tree.set(to, read(`scripts/packages/files/${file}`));
	tree.set('.gitignore', 'node_modules/\ndist/\n*.tgz\n');
	for (const file of sourcesOf(root, service)) tree.set(file, moved(read(file)));
	for (const file of filesIn(root, 'examples').filter((name) => isExampleOf(name, service, read))) {
		tree.set(file, moved(asTemplate(read(file), withoutScripts)));
	}
	const pages = [...pagesOf(root, service, others), ...PAGES];
	const there = [...pages, ...[...tree.keys()].map((file) => ({ from: file, to: file }))];
	for (const page of pages) {
		if (!page.from.endsWith('.md')) {
			tree.set(page.to, readFileSync(path.join(root, page.from)));
			continue;
		}
		const isReadme = page.to === 'README.md';
		const text = withoutScripts(read(page.from));
		const linked = withLinks(isReadme ? text : ownPartsOf(text, service, others), page, there, commonUrl);
		const source = { name: manifest.name, url: commonUrl };
		tree.set(page.to, isReadme ? readmeOf(linked, service, source) : linked);
	}
	return tree;
}

/** The package of all services, with the settings that n8n's own tool wants: ours are for more than what is published. */
export function wholeTreeOf(root: string): Tree {
	const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
	const sources = ['credentials', 'nodes', 'oauth'].flatMap((folder) => filesIn(root, folder));
	const published = [...sources, 'package.json', 'README.md', 'LICENSE.md', 'index.js'];
	const settings = ['eslint.config.mjs', 'tsconfig.json'];
	return new Map([
		...published.map((file): [string, string] => [file, read(file)]),
		...settings.map((file): [string, string] => [file, read(`scripts/packages/files/${file}`)]),
	]);
}

/** The names of the package and of its repository, wherever a source or an example has them. */
function renamed(text: string, name: string, commonUrl: string, service: Service, owner: string): string {
	const url = `${owner}/${service.packageName}/blob/main`;
	return text
		.replaceAll(`${commonUrl}/blob/main/docs/${service.slug}.md`, `${url}/README.md`)
		.replaceAll(`${commonUrl}/blob/main/docs/`, `${url}/docs/`)
		.replaceAll(`"${name}.`, `"${service.packageName}.`);
}

interface Node {
	type: string;
	parameters?: { nodeCredentialType?: string; content?: string };
	credentials?: object;
}

/** Whether a workflow uses nodes or credentials of this service, and of no other. */
function isExampleOf(file: string, { slug }: Service, read: (file: string) => string): boolean {
	if (!file.endsWith('.workflow.json')) return false;
	const { nodes } = JSON.parse(read(file)) as { nodes: Node[] };
	const used = nodes.flatMap(({ type, parameters, credentials = {} }) => [
		...(type.startsWith('n8n-nodes-base.') ? [] : [type.split('.')[1] ?? '']),
		...Object.keys(credentials),
		...(parameters?.nodeCredentialType ? [parameters.nodeCredentialType] : []),
	]);
	return used.length > 0 && used.every((name) => name.toLowerCase().startsWith(slug));
}

/**
 * A workflow as others import it: without credentials, of which they have their own that n8n offers by itself, and with
 * sticky notes that are changed by `noted`.
 */
function asTemplate(text: string, noted: (note: string) => string): string {
	const { meta: _meta, ...workflow } = JSON.parse(text) as { nodes: Node[]; meta?: object };
	for (const node of workflow.nodes) {
		delete node.credentials;
		if (node.type === 'n8n-nodes-base.stickyNote' && node.parameters?.content !== undefined)
			node.parameters.content = noted(node.parameters.content);
	}
	return `${JSON.stringify(workflow, null, '\t')}\n`;
}
