import type { SecretField } from '../../../oauth/pastedSecret';
import type { PastedField } from '../../../oauth/pastedText';

/** A field of a credential that holds a secret or a name given by the provider, for messages. */
export const credentialField = (credential: string, title: string): PastedField => ({
	subject: `The ${title} of the ${credential} credential`,
	hint: 'Open the credential and enter nothing but that, as it was shown when it was made. Nothing was sent.',
});

/** The ID or secret of a client, which may hold blanks and quotation marks (RFC 6749 appendices A.1 and A.2). */
export const clientField = (credential: string, title: 'client ID' | 'client secret'): SecretField => ({
	...credentialField(credential, title),
	isOfClient: true,
});
