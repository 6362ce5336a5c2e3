import { existsSync } from 'node:fs';
import path from 'node:path';
import { HostError } from './errors';

/** A Node to run n8n with. */
export interface HostNode {
	executable: string;
	/** Such as `24.21.0`. */
	version: string;
	/** A folder with `include/node`, for compiling against exactly this Node; else node-gyp fetches the headers. */
	headers?: string;
}

/** The oldest Node this repository runs on. */
const minimumNode = '20.15.0';
/** The oldest major version the pinned n8n runs on. */
export const minimumMajorForN8n = 24;

/** A Node by its executable and version, with the folder of its headers where it brings them along. */
export function describeNode(executable: string, version: string): HostNode {
	const folder = path.resolve(path.dirname(executable), '..');
	const hasHeaders = existsSync(path.join(folder, 'include', 'node', 'node_api.h'));
	return { executable, version, ...(hasHeaders && { headers: folder }) };
}

/** The Node this program runs on. */
export function ownNode(): HostNode {
	return describeNode(process.execPath, process.versions.node);
}

/** Throws HostError when this program runs on a Node that is too old for it. */
export function checkOwnNode(version = process.versions.node): void {
	if (version.localeCompare(minimumNode, 'en', { numeric: true }) >= 0) return;
	throw new HostError(
		`This is Node ${version}; ${minimumNode} or newer is needed.`,
		'Install a current Node and run `npm ci` and `npm start` again.',
	);
}

/** Whether the pinned n8n runs on a version of Node, by its major number. */
export function runsN8n(version: string): boolean {
	return Number.parseInt(version, 10) >= minimumMajorForN8n;
}
