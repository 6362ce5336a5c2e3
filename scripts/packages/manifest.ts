import type { Service } from './services';

/** Of our package.json what a package of one service takes over. */
export interface RootManifest {
	readonly version: string;
	readonly license: string;
	readonly author: unknown;
	readonly engines: unknown;
	readonly main: string;
	readonly repository: { readonly url: string };
	readonly n8n: {
		readonly n8nNodesApiVersion: number;
		readonly strict: boolean;
		readonly credentials: readonly string[];
		readonly nodes: readonly string[];
	};
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Of the package.json of one service what others here read. */
interface Manifest {
	readonly scripts: Readonly<Record<string, string>>;
	readonly [field: string]: unknown;
}

/** What is published, beside what npm always adds: README, license and this file. */
const FILES = ['dist/credentials', 'dist/nodes', 'dist/oauth'];

/** The tools that the packages of one service are built with, n8n's own. What they share with ours has our versions. */
const TOOLS = ['eslint', 'n8n-workflow', 'prettier', 'typescript'];
const NODE_CLI = { '@n8n/node-cli': '0.48.3' };

/** `https://github.com/owner` */
export const ownerUrl = ({ repository }: RootManifest): string =>
	repository.url.replace(/^git\+/, '').replace(/\/[^/]+$/, '');

/** The package.json of one service: the same version, its own node and credentials, no dependency at run time. */
export function manifestOf(
	root: RootManifest,
	{ folder, slug, packageName }: Service,
	title: string,
): Manifest {
	const url = `${ownerUrl(root)}/${packageName}`;
	const isOwn = (file: string) => new RegExp(`/${folder}[^/]*(?:/|$)`).test(file);
	return {
		name: packageName,
		version: root.version,
		description: `n8n credentials for ${title} that stay connected, and nodes for its sessions and tokens`,
		keywords: ['n8n-community-node-package', slug, 'oauth2', 'session', 'token'],
		license: root.license,
		author: root.author,
		homepage: `${url}#readme`,
		repository: { type: 'git', url: `git+${url}.git` },
		engines: root.engines,
		main: root.main,
		// n8n's tool builds every picture into dist, those of the pages among them.
		files: FILES,
		n8n: {
			n8nNodesApiVersion: root.n8n.n8nNodesApiVersion,
			strict: root.n8n.strict,
			credentials: root.n8n.credentials.filter(isOwn),
			nodes: root.n8n.nodes.filter(isOwn),
		},
		scripts: {
			build: 'n8n-node build',
			dev: 'n8n-node dev',
			lint: 'n8n-node lint',
		},
		devDependencies: {
			...NODE_CLI,
			...Object.fromEntries(TOOLS.map((tool) => [tool, root.devDependencies[tool]])),
		},
		peerDependencies: root.peerDependencies,
	};
}
