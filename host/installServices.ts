import { existsSync } from 'node:fs';
import { HostError, tail } from './errors';
import { launch } from './processes';

/** The command that installs these packages, by Debian's names, for whoever is told that they are missing. */
export const howToInstall = (packages: string[]): string => `apt-get install ${packages.join(' ')}`;

const policy = '/usr/sbin/policy-rc.d';

/** Without the policy Debian would start the services on their usual ports, where others may be. */
const scriptFor = (packages: string[]) =>
	[
		`test -e ${policy} || { printf '#!/bin/sh\\nexit 101\\n' > ${policy}; chmod +x ${policy}; trap 'rm -f ${policy}' EXIT; }`,
		'apt-get update',
		`apt-get install -y --no-install-recommends ${packages.join(' ')}`,
	].join('; ');

/**
 * Installs what is missing from Debian's packages.
 * @param missingNow what is not installed, by Debian's names
 * @throws HostError where that cannot be done, or fails
 */
export async function installServices(missingNow: () => string[], logFile: string): Promise<void> {
	const packages = missingNow();
	if (packages.length === 0) return;
	const byHand = `Install them by hand (Debian and Ubuntu: ${howToInstall(packages)}), or leave --install-services out.`;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		throw new HostError(`${packages.join(' and ')}: only root on Debian or Ubuntu can install that.`, byHand);
	}
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const apt = await launch('apt-get', 'sh', ['-c', scriptFor(packages)], { env, logFile });
	await apt.ended;
	const missing = missingNow();
	if (missing.length === 0) return;
	throw new HostError(`apt-get did not install ${missing.join(' and ')}:\n${tail(logFile)}`, byHand);
}
