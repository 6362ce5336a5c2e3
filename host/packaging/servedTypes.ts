/** A node or credential type, as n8n tells its editor. */
export interface ServedType {
	readonly name: string;
	/** `icons/<package>/...`, or one for light and one for dark pages. */
	readonly iconUrl?: string | Readonly<Record<string, string>>;
	/** Of a credential: the nodes that take it, with their packages' names. */
	readonly supportedNodes?: readonly string[];
}

/** What a package says that it brings. */
export interface Brought {
	readonly packageName: string;
	/** Names of node types without the package's: `peerTube`, `peerTubeTrigger`. */
	readonly nodes: readonly string[];
	/** `peerTubeSessionsApi` */
	readonly credentials: readonly string[];
}

/** `dist/nodes/PeerTube/PeerTube.node.js` → `peerTube`: n8n's rules tie the names of files to those of types. */
const typeOf = (file: string): string => {
	const name = /([^/]+)\.(?:node|credentials)\.js$/.exec(file)?.[1] ?? file;
	return name.charAt(0).toLowerCase() + name.slice(1);
};

/**
 * What a package brings, by the files that `n8n` in its package.json names, such as
 * `dist/nodes/PeerTube/PeerTube.node.js`.
 */
export const broughtBy = (
	packageName: string,
	{ nodes, credentials }: { nodes: readonly string[]; credentials: readonly string[] },
): Brought => ({ packageName, nodes: nodes.map(typeOf), credentials: credentials.map(typeOf) });

/** Names of types, each with the package it has to be of. */
type Wanted = Array<[name: string, packageName: string]>;

/**
 * What is wrong with the types that an n8n serves, which has these packages in it: each type has to be there once, with
 * the icon of its own package, and no credential may be for nodes of a package that is not there.
 *
 * @param isOurs whether a credential type is one of all that we make
 */
export function problemsOfTypes(
	served: { readonly nodes: readonly ServedType[]; readonly credentials: readonly ServedType[] },
	installed: readonly Brought[],
	isOurs: (credential: string) => boolean,
): string[] {
	const nodes = served.nodes.filter(({ name }) => /^n8n-nodes-[a-z0-9]+-sessions\./.test(name));
	const credentials = served.credentials.filter(({ name }) => isOurs(name));
	const wantedNodes: Wanted = installed.flatMap(({ packageName, nodes: own }) =>
		own.map((name): Wanted[number] => [`${packageName}.${name}`, packageName]),
	);
	const wantedCredentials: Wanted = installed.flatMap(({ packageName, credentials: own }) =>
		own.map((name): Wanted[number] => [name, packageName]),
	);
	const known = new Set<string>(wantedNodes.map(([name]) => name));
	const strangers = credentials.flatMap(({ name, supportedNodes = [] }) =>
		supportedNodes
			.filter((node) => !known.has(node))
			.map((node) => `${name} is for ${node}, which is not there`),
	);
	return [
		...problemsOfNames(nodes, new Map(wantedNodes)),
		...problemsOfNames(credentials, new Map(wantedCredentials)),
		...strangers,
	];
}

/** `Tool` is what n8n calls the variant of a node that its AI agent uses. */
function problemsOfNames(served: readonly ServedType[], wanted: ReadonlyMap<string, string>): string[] {
	const count = (wantedName: string) => served.filter(({ name }) => name === wantedName).length;
	const amiss = [...wanted.keys()].filter((name) => count(name) !== 1);
	const unknown = served.filter(({ name }) => !wanted.has(name) && !wanted.has(name.replace(/Tool$/, '')));
	const foreign = served.filter(({ name, iconUrl = {} }) => {
		const own = wanted.get(name);
		const icons = typeof iconUrl === 'string' ? [iconUrl] : Object.values(iconUrl);
		return (
			own !== undefined && !(icons.length > 0 && icons.every((icon) => icon.startsWith(`icons/${own}/`)))
		);
	});
	return [
		...amiss.map((name) => `${name} is there ${count(name)} times`),
		...unknown.map(({ name }) => `${name} is there, and of no package that is installed`),
		...foreign.map(({ name }) => `${name} has the icon of another package`),
	];
}
