import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ApiKeySigner } from './apiKeySigner';
import { OAuth2Signer } from './oAuth2Signer';
import { SessionSigner } from './sessionSigner';
import { refreshByN8n, type SigningContext } from './signedSend';
import type { ReadCredential, Signer, SigningRun } from './signer';
import type { SignIn } from './signIn';

/** The signer of one item. */
export function signerFor(
	signIn: SignIn,
	context: SigningContext,
	read: ReadCredential,
	run: SigningRun,
): Signer {
	const { type } = signIn;
	if (signIn.kind === 'apiKey') return new ApiKeySigner(read, run);
	if (signIn.kind === 'session') return new SessionSigner(signIn, read, run);
	const { id, name = type } = context.getNode().credentials?.[type] ?? {};
	const refresh = async (data: ICredentialDataDecryptedObject) => await refreshByN8n(context, type, data);
	return new OAuth2Signer(signIn, read, { id, name }, refresh, run);
}
