import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { keyOf } from '../../oauth/memory';
import { inputProblem } from '../../oauth/problems';
import type { Account } from '../../oauth/sessionKeeper';
import { calComUrl } from './url';

/** The managed user that a `calComPlatformUserApi` credential describes. Its tokens come from the client alone. */
export function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	const [clientId = '', clientSecret = '', userId = ''] = [
		credentials.clientId,
		credentials.clientSecret,
		credentials.userId,
	].map((value) => String(value ?? '').trim());
	const instanceUrl = calComUrl(credentials.baseUrl);
	return {
		instanceUrl,
		inputs: { baseUrl: instanceUrl, clientId, clientSecret },
		signInInputs: () => ({ userId: checked(userId) }),
		fingerprint: keyOf(instanceUrl, clientId, clientSecret, userId),
	};
}

function checked(userId: string): string {
	if (/^\d+$/.test(userId)) return userId;
	throw inputProblem(
		`The managed user ID of the Cal.com credential is ${userId === '' ? 'empty' : 'not a whole number'}`,
		'Open the credential and enter the ID that Managed User: Get Many shows. Nothing was sent.',
	);
}
