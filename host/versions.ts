import path from 'node:path';
import { HostError } from './errors';
import { hostFolder } from './paths';

/** What differs between versions of n8n in how one is installed and started here. */
interface VersionRow {
	readonly version: string;
	/** Packages that npm is told the version of, since it does not find a set of them that belongs together by itself. */
	readonly overrides: Readonly<Record<string, unknown>>;
	/** Settings that it needs besides those that all versions get. */
	readonly env: Readonly<Record<string, string>>;
}

/** It would ask a server for its list at every start. */
const WITHOUT_REGISTRY = { N8N_DISABLED_MODULES: 'mcp-registry' };

const linkedom = '0.18.14';
const xlsx = '0.18.5';

/** The newest first. A version without a row goes by the newest row that is older. */
const table: VersionRow[] = [
	{
		version: '2.41.1',
		overrides: {
			linkedom,
			'@langchain/core': '1.2.8',
			langchain: { '@langchain/langgraph': '1.2.9' },
		},
		env: WITHOUT_REGISTRY,
	},
	{
		version: '2.30.8',
		overrides: {
			xlsx,
			linkedom,
			'@langchain/core': '1.2.8',
			langchain: { '@langchain/langgraph': '1.2.9' },
		},
		env: WITHOUT_REGISTRY,
	},
	{
		version: '2.8.4',
		overrides: { xlsx, '@langchain/core': '1.1.49', '@langchain/langgraph': '1.0.7' },
		env: {},
	},
	{
		version: '1.123.81',
		overrides: { xlsx },
		env: { N8N_EXPRESSION_ENGINE: 'legacy', DB_SQLITE_POOL_SIZE: '4' },
	},
];

/** An n8n of one version, and the folder that it is installed in. */
export interface Host extends VersionRow {
	/** Has the package.json, the lockfile and, once installed, the node_modules. */
	readonly folder: string;
}

/** The version that `npm start` and the tests run on unless another one is asked for. */
export const pinnedVersion = '2.41.1';

/** The package is promised to work on this version and newer ones; on older ones it is known what is weaker. */
export const promisedFrom = '2.30.0';

/**
 * Negative, zero or positive as the first version is older, the same or newer, by its numbers: `2.9.0` is older than
 * `2.30.0`.
 */
export const compareVersions = (one: string, other: string): number =>
	one.localeCompare(other, 'en', { numeric: true });

/** Whether {@link promisedFrom} covers a version: then a case that does not hold there is a failure. */
export const isPromised = (version: string): boolean => compareVersions(version, promisedFrom) >= 0;

/**
 * The n8n of a version.
 *
 * @throws HostError for what is no version, and for those older than all that are known here
 */
export function hostOf(version: string): Host {
	if (!/^\d+\.\d+\.\d+$/.test(version)) {
		throw new HostError(`${version} is no version of n8n.`, `Name one such as ${pinnedVersion}.`);
	}
	const row = table.find((each) => compareVersions(each.version, version) <= 0);
	if (!row) throw new HostError(`n8n ${version} is older than ${table.at(-1)?.version}.`);
	return {
		...row,
		version,
		folder: isPinned({ version }) ? hostFolder : path.join(hostFolder, 'versions', version),
	};
}

/** The n8n of {@link pinnedVersion}, installed in `host/` itself, with its lockfile in the repository. */
export const pinned = hostOf(pinnedVersion);

/** Whether a host is the one that the repository pins. */
export function isPinned({ version }: Pick<Host, 'version'>): boolean {
	return version === pinnedVersion;
}

/** The package.json that npm installs a host from: n8n of its version, with the overrides of its row. */
export const manifestOf = ({ version, overrides }: VersionRow) => ({
	name: 'host',
	private: true,
	version: '1.0.0',
	dependencies: { n8n: version },
	overrides,
});
