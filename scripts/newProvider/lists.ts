import type { Names } from './names';

/** The lists that name every service, with one more in them; `docs/operations.md`, the third, is written by `npm run docs`. */
export const LISTS: Readonly<Record<string, (text: string, names: Names) => string>> = {
	'package.json': withinPackage,
	'sandbox/index.ts': withinSandbox,
};

interface Manifest {
	n8n: { credentials: string[]; nodes: string[] };
}

function withinPackage(text: string, { pascal }: Names): string {
	const manifest = JSON.parse(text) as Manifest;
	const { n8n } = manifest;
	n8n.credentials = [...n8n.credentials, `dist/credentials/${pascal}SessionsOAuth2Api.credentials.js`].sort();
	const nodes = ['', 'Trigger'].map((kind) => `dist/nodes/${pascal}/${pascal}${kind}.node.js`);
	n8n.nodes = [...n8n.nodes, ...nodes].sort();
	return `${JSON.stringify(manifest, null, '\t')}\n`;
}

/** The new one comes last, so that the others keep their ports. */
function withinSandbox(text: string, { pascal, camel, slug }: Names): string {
	const imports = text
		.split('\n')
		.filter((line) => /^import \{ create\w+ \} from '\.\/\w+\/server';$/.test(line));
	const all = [...imports, `import { create${pascal} } from './${slug}/server';`].sort();
	const parts = text.split('\n} satisfies Record<string, (time?: Time) => Provider>;');
	if (imports.length === 0 || parts.length !== 2)
		throw new Error('sandbox/index.ts has another form than expected: mend scripts/newProvider/lists.ts');
	return parts
		.join(`\n\t${camel}: create${pascal},\n} satisfies Record<string, (time?: Time) => Provider>;`)
		.replace(imports.join('\n'), all.join('\n'));
}
