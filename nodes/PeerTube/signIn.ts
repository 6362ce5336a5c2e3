import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { keyOf } from '../../oauth/memory';
import { inputProblem } from '../../oauth/problems';
import { pastedPassword, textOf, trimmed, type PastedField } from '../../oauth/pastedText';
import { serverUrl } from '../../oauth/serverUrl';
import type { Account } from '../../oauth/sessions';
import { readTwoFactorSecret, totp, TWO_FACTOR_SECRET_HINT } from '../../oauth/totp';
import { systemTime } from '../shared/http/systemTime';
import { credentialField } from '../shared/signing/credentialField';
import type { SessionSignIn } from '../shared/signing/signIn';
import { peerTube } from './peerTube.dialect';

/**
 * The root of an instance, without a path.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address
 */
export const peerTubeUrl = (pasted: unknown): string =>
	serverUrl(pasted, {
		subject: 'The PeerTube instance URL',
		hint: 'Enter the address of the instance as its start page shows it, such as https://peertube.example.com, without user name or password.',
		isRoot: true,
	});

const TWO_FACTOR_SECRET: PastedField = {
	subject: 'The two-factor secret of the PeerTube credential',
	hint: `${TWO_FACTOR_SECRET_HINT} Nothing was sent.`,
};

/**
 * The account that a `peerTubeSessionsApi` credential describes. Another instance, user name, password or two-factor
 * secret makes another account of it, whose session begins anew.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the address is none or a field holds no
 * text; what is missing is refused at sign-in
 */
export function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	const username = trimmed(textOf(credentials.username, credentialField('PeerTube', 'user name')));
	const password = pastedPassword(textOf(credentials.password, credentialField('PeerTube', 'password')));
	const twoFactorSecret = textOf(credentials.twoFactorSecret, TWO_FACTOR_SECRET);
	const instanceUrl = peerTubeUrl(credentials.instanceUrl);
	return {
		instanceUrl,
		signInInputs: () => ({
			username: filled('user name', username),
			password: filled('password', password),
			otp: twoFactorCode(twoFactorSecret, TWO_FACTOR_SECRET),
		}),
		fingerprint: keyOf(instanceUrl, username, password, twoFactorSecret),
	};
}

function filled(title: string, value: string): string {
	if (value.trim() !== '') return value;
	throw inputProblem(
		`The PeerTube credential has no ${title}`,
		'Open the credential and fill it in. Nothing was sent.',
	);
}

/**
 * The code of the moment when it is sent, or undefined without a secret.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the secret is none
 */
export function twoFactorCode(pasted: unknown, field: PastedField): (() => string) | undefined {
	const secret = readTwoFactorSecret(pasted, field);
	return secret && (() => totp(secret, systemTime.now()));
}

/**
 * Keeps a session of the credential's account: refreshed before it expires, and begun anew by the password where
 * PeerTube refuses the refresh token.
 */
export const account: SessionSignIn = {
	kind: 'session',
	type: 'peerTubeSessionsApi',
	serverField: 'instanceUrl',
	dialect: peerTube,
	serverOf: ({ instanceUrl }) => ({ baseUrl: peerTubeUrl(instanceUrl) }),
	accountOf,
};
