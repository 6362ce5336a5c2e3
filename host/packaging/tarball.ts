import { execFileSync } from 'node:child_process';

/** What n8n loads, what it shows, and what npm always puts in. */
const NEEDED = [
	/^dist\/(?:nodes|credentials|oauth)\/.+\.js$/,
	/^dist\/nodes\/.+\.node\.json$/,
	/^dist\/nodes\/.+\/__schema__\/.+\.json$/,
	/^dist\/(?:nodes|credentials)\/.+\.svg$/,
	/^(?:package\.json|README\.md|LICENSE\.md|index\.js)$/,
];

/**
 * The files of a tarball by their paths in the package, such as `dist/nodes/PeerTube/PeerTube.node.js`.
 * @throws {Error} when tar cannot read it
 */
export const entriesOf = (tarball: string): string[] =>
	execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
		.split('\n')
		.filter((entry) => entry !== '' && !entry.endsWith('/'))
		.map((entry) => entry.replace(/^package\//, ''));

/** Whatever is in a tarball and nobody needs who runs it: pictures of pages, maps, types, tests. */
export const problemsOfEntries = (entries: readonly string[]): string[] =>
	entries
		.filter((entry) => !NEEDED.some((needed) => needed.test(entry)))
		.map((entry) => `holds ${entry}, which nothing needs at run time`);
