import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { wholePackage } from '../../host/package';
import { root } from '../support/providers';

/** What is not ours and is called so elsewhere; of n8n, as 2.41 has it. A page that names anything else is wrong. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
	"n8n's editor": [
		...[
			'⋯',
			'Actions',
			'Add first step',
			'Community nodes',
			'Account connected',
			'Connect',
			'Reconnect',
			'Switch account',
			'Connect to PeerTube',
		],
		...[
			'Create new credential',
			'Credential',
			'Execute step',
			'Export JSON',
			'Fetch Test Event',
			'From file',
		],
		...[
			'Import',
			'Install',
			'More details',
			'OAuth Callback Error',
			'OAuth Redirect URL',
			'Save',
			'Settings',
		],
		...['No path back to node', 'Node does not have any credentials set'],
	],
	'settings of nodes and workflows': [
		...[
			'Continue',
			'Continue (using error output)',
			'Do not save',
			'On Error',
			'Poll Times',
			'Retry On Fail',
		],
		...['Save successful production executions', 'Stop Workflow', 'Workflow settings'],
	],
	"n8n's own nodes": [
		...['Aggregate', 'Batching', 'Credential Type', 'Crypto', 'Edit Fields', 'Generate', 'Get rows'],
		...['Include Other Input Fields', 'Insert', 'Loop Over Items', 'Map Automatically'],
		...['Predefined Credential Type', 'Reuse Existing Tables', 'Row', 'Table', 'Upsert'],
	],
	'pages of services, and of a browser': ['API', 'API apps', 'Applications', 'Network', 'User Settings'],
	'names in the examples': ['rotate the secrets every week', 'Start', 'Store'],
	'the page of operations itself': ['Seed'],
	'the end of a name, after one in full': ['Changed', 'Other People', 'Removed', 'Revoked'],
};
const others = Object.values(OTHERS).flat();

/** The texts of a description that the editor shows as names: of fields, choices, resources, operations and actions. */
function namesIn(described: unknown): string[] {
	if (typeof described !== 'object' || described === null) return [];
	return Object.entries(described).flatMap(([key, value]) =>
		typeof value === 'string' && ['displayName', 'name', 'action'].includes(key) ? [value] : namesIn(value),
	);
}

const { credentials, nodes } = wholePackage().n8n;
const ours = new Set(
	[...credentials, ...nodes].flatMap((file) => {
		const source = path.join(root, file.replace(/^dist\//, '').replace(/\.js$/, ''));
		const classes = Object.values(require(source) as Record<string, new () => object>);
		return classes.flatMap((Type) => namesIn(new Type()));
	}),
);

const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).map((file) => `docs/${file}`)].filter(
	(file) => file.endsWith('.md'),
);

/** What is in italics and begins with a capital letter; not the titles of tests, which follow the name of a file. */
const quoted = pages.flatMap((page) =>
	[
		...readFileSync(path.join(root, page), 'utf8')
			.replace(/^ *```[\s\S]*?^ *```$/gm, '')
			.replace(/`[^`\n]*`: _[^\n]*?_(?=<br>| *\|)/g, '')
			.replace(/`[^`\n]*`/g, '')
			.matchAll(/(?<!\w)_([A-Z⋯…][^_\n]*)_(?!\w)/g),
	].map(([, text = '']) => ({ page, text })),
);

const partsOf = (text: string) => (ours.has(text) ? [] : text.split(/ → |: /));

it.each(pages)('%s calls what it names as it is called', (page) => {
	const parts = quoted.filter((each) => each.page === page).flatMap(({ text }) => partsOf(text));
	expect(parts.filter((part) => !ours.has(part) && !others.includes(part))).toEqual([]);
});

it('nothing is listed that no page names', () => {
	const named = quoted.flatMap(({ text }) => partsOf(text));
	expect(others.filter((name) => ours.has(name) || !named.includes(name))).toEqual([]);
});
