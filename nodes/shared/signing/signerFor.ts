import { ApiKeySigner } from './apiKeySigner';
import { OAuth2Signer } from './oAuth2Signer';
import { SessionSigner } from './sessionSigner';
import { refreshByN8n, type SigningContext } from './signedSend';
import type { ReadCredential, Signer } from './signer';
import type { SignIn } from './signIn';

/**
 * The signer of one item.
 *
 * @param refusedKeys the API keys for which a repeat was in vain, in this run
 */
export function signerFor(
	signIn: SignIn,
	context: SigningContext,
	read: ReadCredential,
	refusedKeys: Set<string>,
): Signer {
	const { type } = signIn;
	if (signIn.kind === 'apiKey') return new ApiKeySigner(read, refusedKeys);
	if (signIn.kind === 'session') return new SessionSigner(signIn, read);
	const { id, name = type } = context.getNode().credentials?.[type] ?? {};
	return new OAuth2Signer(
		signIn,
		read,
		{ id, name },
		async (data) => await refreshByN8n(context, type, data),
	);
}
