import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { keyOf } from '../../oauth/memory';
import { inputProblem } from '../../oauth/problems';
import { serverUrl } from '../../oauth/serverUrl';
import type { Account } from '../../oauth/sessions';
import { totp } from '../../oauth/totp';
import { systemTime } from '../shared/http/systemTime';
import type { SessionSignIn } from '../shared/signing/signIn';
import { peerTube } from './peerTube.dialect';

/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address */
export const peerTubeUrl = (pasted: unknown): string =>
	serverUrl(pasted, {
		subject: 'The PeerTube instance URL',
		hint: 'Enter the address of the instance as its start page shows it, such as https://peertube.example.com, without user name or password.',
		isRoot: true,
	});

/** The account that a `peerTubeApi` credential describes. */
export function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	const [username = '', password = '', twoFactorSecret = ''] = [
		credentials.username,
		credentials.password,
		credentials.twoFactorSecret,
	].map((value) => String(value ?? ''));
	const instanceUrl = peerTubeUrl(credentials.instanceUrl);
	return {
		instanceUrl,
		signInInputs: () => ({
			username: filled('user name', username).trim(),
			password: filled('password', password),
			otp: twoFactorCode(twoFactorSecret),
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

/** The code of the moment when it is sent, or undefined without a secret. */
export function twoFactorCode(secret: string | undefined): (() => string) | undefined {
	return secret === undefined || secret.trim() === '' ? undefined : () => totp(secret, systemTime.now());
}

export const account: SessionSignIn = {
	kind: 'session',
	type: 'peerTubeApi',
	dialect: peerTube,
	serverOf: ({ instanceUrl }) => ({ baseUrl: peerTubeUrl(instanceUrl) }),
	accountOf,
};
