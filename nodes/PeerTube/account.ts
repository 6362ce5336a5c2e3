import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { keyOf } from '../../oauth/memory';
import { inputProblem } from '../../oauth/problems';
import type { Account } from '../../oauth/sessionKeeper';
import { totp } from '../../oauth/totp';
import { peerTubeUrl } from './instance';

/** The account that a `peerTubeApi` credential describes. */
export function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	const [pastedUrl, username, password, twoFactorSecret] = [
		credentials.instanceUrl,
		credentials.username,
		credentials.password,
		credentials.twoFactorSecret,
	].map((value) => String(value ?? ''));
	const instanceUrl = peerTubeUrl(pastedUrl ?? '');
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

function filled(title: string, value = ''): string {
	if (value.trim() !== '') return value;
	throw inputProblem(
		`The PeerTube credential has no ${title}`,
		'Open the credential and fill it in. Nothing was sent.',
	);
}

/** The code of the moment when it is sent, or undefined without a secret. */
export function twoFactorCode(secret: string | undefined): (() => string) | undefined {
	return secret === undefined || secret.trim() === '' ? undefined : () => totp(secret, Date.now());
}
