import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface LockedPackage {
	version: string;
	optional?: boolean;
	extraneous?: boolean;
	os?: string[];
	cpu?: string[];
}

type Locked = Record<string, LockedPackage>;

function read(file: string): Locked {
	return (JSON.parse(readFileSync(file, 'utf8')) as { packages: Locked }).packages;
}

const lockfileIn = (folder: string): string => path.join(folder, 'package-lock.json');

/** Whether it is known which packages belong into `folder`. */
export const hasLockfile = (folder: string): boolean => existsSync(lockfileIn(folder));

/** Where the packages go that this machine must have, with their versions: `node_modules/x` → `1.2.3`. */
function required(folder: string): Array<[string, string]> {
	return Object.entries(read(lockfileIn(folder)))
		.filter(([place, { optional, extraneous, os, cpu }]) => place && !(optional || extraneous || os || cpu))
		.map(([place, { version }]) => [place, version]);
}

/**
 * SHA-256 of the package-lock.json in `folder`, in hexadecimal digits.
 * @throws {Error} ENOENT where there is none
 */
export function lockfileHash(folder: string): string {
	return createHash('sha256')
		.update(readFileSync(lockfileIn(folder)))
		.digest('hex');
}

/** Whether all of the lockfile is installed. npm writes its own record of that last, so half an install has none. */
export function isInstalled(folder: string): boolean {
	const record = path.join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(record) || !hasLockfile(folder)) return false;
	const installed = read(record);
	return required(folder).every(([place, version]) => installed[place]?.version === version);
}

/** A probe for `Progress`: how many of the packages that the lockfile wants are unpacked by now. */
export function countPackages(folder: string): () => string {
	if (!hasLockfile(folder)) return () => 'looking for packages that belong together';
	const files = required(folder).map(([place]) => path.join(folder, place, 'package.json'));
	return () => {
		const present = files.filter((file) => existsSync(file)).length;
		if (!present) return 'reading about the packages';
		return `${present.toLocaleString('en')} of ${files.length.toLocaleString('en')} packages`;
	};
}
