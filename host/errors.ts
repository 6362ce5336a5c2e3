import { readFileSync } from 'node:fs';

/** A failure the reader can act on: `message` says what happened and `advice` what to do; no stack is shown. */
export class HostError extends Error {
	constructor(
		message: string,
		readonly advice?: string,
	) {
		super(message);
		this.name = 'HostError';
	}
}

/** The last `count` lines of a file, indented; empty when there is no such file. */
export function tail(file: string, count = 15): string {
	try {
		const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
		return lines.map((line) => `    ${line}`).join('\n');
	} catch {
		return '';
	}
}

const causes: Array<[RegExp, string]> = [
	[/ENOSPC|no space left/i, 'The disk is full. n8n needs about 3 GB here; free some space and start again.'],
	[/EACCES|EPERM|EROFS/, 'A file could not be written. Look at who owns the folder host/ and npm’s cache.'],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|CERT_|network/,
		'The package registry could not be reached. Look at the network, at the proxy settings and at ' +
			'`npm config get registry`, then start again; what was downloaded is kept in npm’s cache.',
	],
	[
		/E40[134]|ETARGET|EINTEGRITY/,
		'The registry did not hand out a package of the pinned version. See which one in the log; ' +
			'a registry that mirrors only some packages, or one that wants a login, does that.',
	],
	[
		/gyp ERR!|not found: make|no acceptable C compiler|Visual Studio/i,
		'sqlite3 could not be compiled. Install Python 3, make and a C++ compiler (Debian: build-essential, ' +
			'macOS: xcode-select --install, Windows: Visual Studio Build Tools), then start again.',
	],
];

/** What to do about a failed npm command, read from its output. */
export function adviceFor(output: string): string {
	const cause = causes.find(([sign]) => sign.test(output));
	return (
		cause?.[1] ?? 'See the log, then start again. To begin anew, delete host/node_modules and host/runtime.'
	);
}
