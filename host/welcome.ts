import type { Credential, Owner } from './entities';
import type { N8n } from './n8n';
import { examplesFolder } from './paths';
import type { Sandbox } from './sandbox';

/** `twoFactorSecret` → `two-factor secret`, `baseUrl` → `base URL`. */
const inWords = (name: string): string =>
	name
		.replace('twoFactor', 'two-factor')
		.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
		.replace(/\b(?:id|api|url|oauth)\b/g, (word) => (word === 'oauth' ? 'OAuth' : word.toUpperCase()))
		.trim();

/** What the examples' credentials hold, so that somebody can make one of their own for any of the providers. */
export const demoCredentials = (credentials: Credential[]): string[] =>
	credentials.map(({ name, type, data }) => {
		const texts = Object.entries(data).filter(([, value]) => typeof value === 'string');
		return `  ${name} (${type}): ${texts.map(([field, value]) => `${inWords(field)} ${String(value)}`).join(', ')}`;
	});

/** What is said when the editor is left open. */
export function welcome(n8n: N8n, sandbox: Sandbox, owner: Owner, credentials: Credential[]): string {
	const urls = Object.entries(sandbox.urls).map(([name, url]) => `  ${`${name}:`.padEnd(12)} ${url}`);
	return [
		'',
		`The editor is open at ${n8n.baseUrl}/home/workflows`,
		`  e-mail:    ${owner.email}`,
		`  password:  ${owner.password}`,
		'The sandbox, with an address for each provider and one to control it:',
		...urls,
		"The sandbox's demo accounts and clients, for credentials of your own:",
		...demoCredentials(credentials),
		`The examples are in the editor and in ${examplesFolder}`,
		`n8n's log is ${n8n.logFile}`,
		'Ctrl+C stops everything. The next start begins from scratch; npm start -- --keep keeps what you build.',
	].join('\n');
}
