import type { INodeProperties } from 'n8n-workflow';
import type { Credential, Owner } from './entities';
import type { N8n } from './n8n';
import { type CredentialTypeDescription, fieldsOf } from './offered';
import { examplesFolder } from './paths';
import type { Sandbox } from './sandbox';

/** The example to begin with: it needs nothing to be filled in or connected. */
export const FIRST_EXAMPLE = 'PeerTube: my connection';

/** A value beside the name of its field as the editor shows both; nothing for a field that nobody fills in. */
function filledIn(field: INodeProperties | undefined, value: unknown): string[] {
	if (typeof value !== 'string' || !field || field.type === 'hidden') return [];
	if (/sealKeys?$/i.test(field.name)) return [`${field.displayName} (filled in)`];
	const option = (field.options ?? []).find((each) => 'value' in each && each.value === value);
	return [`${field.displayName} ${option?.name ?? value}`];
}

/**
 * What the examples' credentials hold, so that somebody can make one of their own for any of the providers. Seal keys
 * are long and nobody types them, so they are only said to be there.
 * @param types as n8n describes them to its editor
 */
export const demoCredentials = (
	credentials: readonly Credential[],
	types: readonly CredentialTypeDescription[],
): string[] =>
	credentials.map(({ name, type, data }) => {
		const fields = fieldsOf(types, type);
		const values = Object.entries(data).flatMap(([key, value]) =>
			filledIn(
				fields.find((field) => field.name === key),
				value,
			),
		);
		const shown = types.find((each) => each.name === type)?.displayName ?? type;
		return `  ${name} (${shown}): ${values.join(', ')}`;
	});

/**
 * What is said when the editor is left open. How to sign in comes last, since a terminal shows no more than the end.
 * @param accounts a line for each credential of the examples
 */
export function welcome(n8n: N8n, sandbox: Sandbox, owner: Owner, accounts: readonly string[]): string {
	const urls = Object.entries(sandbox.urls).map(([name, url]) => `  ${`${name}:`.padEnd(12)} ${url}`);
	return [
		'',
		'The sandbox, with an address for each provider and one to control it:',
		...urls,
		"The sandbox's demo accounts and clients, for credentials of your own:",
		...accounts,
		'Connect gives consent at once here, without a page to see, as a user of the sandbox: at Fluxer as Alice.',
		`The examples are in the editor and in ${examplesFolder}`,
		`n8n's log is ${n8n.logFile}`,
		'Ctrl+C stops everything. The next start begins from scratch; npm start -- --keep keeps what you build.',
		'',
		`Open ${n8n.baseUrl}/home/workflows in a browser, and sign in:`,
		`  e-mail:    ${owner.email}`,
		`  password:  ${owner.password}`,
		`To begin with, open the workflow "${FIRST_EXAMPLE}" and click "Execute workflow".`,
	].join('\n');
}
