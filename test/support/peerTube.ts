import { openTestBed, type TestBed } from './testBed';
import type { Step } from './testN8n';

/** Opens a test bed without credentials; {@link newAccount} adds them. */
export const startTestBed = (): TestBed => openTestBed('peertube');

/** The password of every account of {@link newAccount}, unless told otherwise. */
export const PASSWORD = 'mustnotleak-password-value';
/** Base32 of the text "mustnotleak two-factor secret". */
export const TWO_FACTOR_SECRET = 'MNQW4YLSPEQHI53PFVTGCY3UN5ZCA43FMNZGK5A=';

let accounts = 0;

/** A new account at the instance, and a credential for it under the same name. */
export async function newAccount(
	{ control, n8n, sandbox }: TestBed,
	account: object = {},
	credential: object = {},
) {
	const username = `user${++accounts}`;
	await control.user(username, { password: PASSWORD, ...account });
	n8n.addCredential(username, 'peerTubeSessionsApi', {
		instanceUrl: sandbox.peerTube,
		username,
		password: PASSWORD,
		...credential,
	});
	return username;
}

/** A step of the PeerTube node that acts for a credential. */
export const withCredential = (operation: string, credential: string, parameters: object = {}): Step => ({
	type: 'peerTube',
	credentials: { peerTubeSessionsApi: credential },
	parameters: { ...split(operation), actFor: 'credential', ...parameters },
});

/** A step of the PeerTube node that acts for somebody whose sign-in or tokens come in as fields. */
export const withFields = (operation: string, instanceUrl: string, parameters: object = {}): Step => ({
	type: 'peerTube',
	parameters: { ...split(operation), actFor: 'fields', instanceUrl, ...parameters },
});

function split(name: string) {
	const [resource = '', operation = ''] = name.split(':');
	return { resource, operation };
}
