import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Service } from './services';

/** A page of the docs that goes along, and what it is called there. */
interface Page {
	readonly from: string;
	readonly to: string;
}

const LINK = /(\]\()([^)\s:#]+)(#[^)\s]*)?(\))|((?:src|srcset)=")([^":]+)(")/g;

/** Files that are linked from a page, relative to the root. */
const linksOf = (root: string, from: string): string[] =>
	[...readFileSync(path.join(root, from), 'utf8').matchAll(LINK)]
		.map(([, , link, , , , source]) => link ?? source ?? '')
		.map((target) => path.posix.join(path.posix.dirname(from), target));

/**
 * The pages of a service: its own becomes the README, and the pages and pictures that it leads to go along, but none of
 * another service.
 */
export function pagesOf(root: string, { slug }: Service, others: readonly Service[]): Page[] {
	const readme = `docs/${slug}.md`;
	const kept = new Set([readme]);
	const isOthers = (file: string) => others.some((other) => file === `docs/${other.slug}.md`);
	for (const page of kept) {
		if (!page.endsWith('.md')) continue;
		for (const linked of linksOf(root, page)) {
			const isPage = linked.startsWith('docs/') && existsSync(path.join(root, linked));
			if (isPage && !isOthers(linked) && !GENERAL.has(linked)) kept.add(linked);
		}
	}
	return [...kept].map((from) => ({ from, to: from === readme ? 'README.md' : from }));
}

/** They are about all services at once, or about tests and tools of the source: they stay there and are linked. */
const GENERAL = new Set([
	...['architecture', 'benchmarks', 'capabilities', 'compatibility', 'operations', 'security'].map(
		(name) => `docs/${name}.md`,
	),
]);

/** A page with its links turned to where the pages are now; what did not go along is linked in the common repository. */
export function withLinks(text: string, page: Page, pages: readonly Page[], commonUrl: string): string {
	const isFolder = (target: string) => pages.some(({ from }) => from.startsWith(`${target}/`));
	const turn = (link: string): string => {
		const target = path.posix.join(path.posix.dirname(page.from), link);
		const kept = pages.find(({ from }) => from === target) ?? (isFolder(target) ? { to: target } : undefined);
		if (!kept) return `${commonUrl}/blob/main/${target}`;
		return path.posix.relative(path.posix.dirname(page.to), kept.to);
	};
	return text.replace(
		LINK,
		(_, before = '', link, anchor = '', after = '', srcBefore = '', source, srcAfter = '') =>
			link === undefined
				? `${srcBefore}${turn(String(source))}${srcAfter}`
				: `${before}${turn(String(link))}${anchor}${after}`,
	);
}
