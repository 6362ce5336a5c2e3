/** What of a package.json says whose a package is. */
export interface Manifest {
	readonly version: string;
	readonly author?: string | { readonly name?: string; readonly email?: string };
	readonly homepage?: string;
	readonly repository?: string | { readonly url?: string };
}

/** Where a release is made from. */
export interface Origin {
	/** `owner/name`, as the remote or the workflow names it; undefined where there is none. */
	readonly repository?: string;
	/** Such as `v1.2.3`; undefined before there is one. */
	readonly tag?: string;
	readonly changelog: string;
	/** Versions whose workflows are kept in `test/saved`, as they are in `examples` now. */
	readonly saved: readonly string[];
	/** What else names a repository on GitHub: the texts of pages, templates and credentials, by their file. */
	readonly texts?: Readonly<Record<string, string>>;
}

/** Domains that are nobody's (RFC 2606 §2, §3), and words that wait for somebody to replace them. */
const PLACEHOLDER =
	/\.example\b|\bexample\.(?:com|net|org)\b|\.invalid\b|\byour[-_ ]|\b(?:todo|tbd|owner|changeme)\b|<[^@>]*>/i;

const textOf = (value: Manifest['author']): string =>
	typeof value === 'object' ? [value.name, value.email].filter(Boolean).join(' ') : (value ?? '');

const urlOf = (value: Manifest['repository']): string =>
	(typeof value === 'object' ? value.url : value) ?? '';

/** Whatever stands in the way of a tag and a publication, in words; none when nothing does. */
export function releaseProblems(manifest: Manifest, origin: Origin): string[] {
	const repository = urlOf(manifest.repository);
	const whose = { author: textOf(manifest.author), homepage: manifest.homepage ?? '', repository };
	const problems = Object.entries(whose)
		.filter(([, text]) => text === '' || PLACEHOLDER.test(text))
		.map(([field, text]) => `"${field}" in package.json is a placeholder: ${text || 'nothing'}.`);
	const named = /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(repository)?.[1];
	if (origin.repository === undefined) {
		problems.push('This clone has no remote "origin", so nobody can tell whether "repository" is right.');
	} else if (named?.toLowerCase() !== origin.repository.toLowerCase()) {
		problems.push(
			`"repository" in package.json is ${named ?? repository}, and this is ${origin.repository}.`,
		);
	}
	if (named)
		problems.push(
			...leadingElsewhere(named, { 'package.json': manifest.homepage ?? '', ...origin.texts }),
			...strangersAsked(named, origin.texts?.[CODE_OWNERS] ?? ''),
		);
	return origin.tag === undefined ? problems : [...problems, ...tagProblems(manifest, origin, origin.tag)];
}

/** Whoever takes the package over has a repository of another name; what still names the old one leads to strangers. */
function leadingElsewhere(repository: string, texts: Readonly<Record<string, string>>): string[] {
	const name = repository.split('/')[1] ?? '';
	return Object.entries(texts).flatMap(([file, text]) => {
		const links = [...text.matchAll(/github\.com\/([\w.-]{1,100}\/[\w.-]{1,100})/g)].map(
			([, link = '']) => link,
		);
		const others = links.filter((link) => OURS.test(link.split('/')[1] ?? '') || link.endsWith(`/${name}`));
		const wrong = others.find((link) => link.replace(/\.git$/, '') !== repository);
		return wrong === undefined ? [] : [`${file} leads to ${wrong}, and this is ${repository}.`];
	});
}

const CODE_OWNERS = '.github/CODEOWNERS';

/** Teams of another organization than the repository's: GitHub takes no notice of them, so that nobody is asked for a review. */
function strangersAsked(repository: string, owners: string): string[] {
	const [ours = ''] = repository.toLowerCase().split('/');
	const teams = [...owners.matchAll(/@([\w-]+)\/[\w.-]+/g)];
	const stranger = teams.find(([, organization = '']) => organization.toLowerCase() !== ours);
	return stranger === undefined ? [] : [`${CODE_OWNERS} names ${stranger[0]}, and this is ${repository}.`];
}

/** The name that the package has now. */
const OURS = /^n8n-nodes-oauth-sessions$/;

function tagProblems({ version }: Manifest, { changelog, saved }: Origin, tag: string): string[] {
	const sections = [...changelog.matchAll(/^## \[?([^\]\s]+)/gm)].map(([, title]) => title);
	return [
		...(tag === `v${version}` ? [] : [`The tag is ${tag}, and package.json says ${version}.`]),
		...(sections[0] === version ? [] : [`CHANGELOG.md begins with ${sections[0]}, not with ${version}.`]),
		...(saved.includes(version)
			? []
			: [
					`test/saved/${version} is not what is in examples: run npm run freeze. Where it is there already, raise the version, or delete it if nobody has that version yet.`,
				]),
	];
}
