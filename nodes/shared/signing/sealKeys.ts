import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { isOAuthProblem } from '../../../oauth/problems';
import { readSealKeys, type SealKeys } from '../../../oauth/sealKeys';
import { OLDER_SEAL_KEYS, SEAL_KEY } from '../fields/sealKeyFields';

/**
 * The seal keys in a credential, if there are any.
 *
 * @param credential names it, such as `PeerTube`
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when something in it is no key
 */
export const sealKeysOf = (
	{ [SEAL_KEY]: newest, [OLDER_SEAL_KEYS]: older }: ICredentialDataDecryptedObject,
	credential: string,
): SealKeys | undefined => readSealKeys(newest, older, credential);

/** The test of a credential that holds keys and nothing else: whether they are some. */
export const testSealKeys = (credential: string) => {
	const read = async ({ data = {} }: ICredentialsDecrypted) => sealKeysOf(data, credential);
	const told = (keys?: SealKeys): INodeCredentialTestResult =>
		keys
			? { status: 'OK', message: `The ID of the seal key is ${keys.newest.id}` }
			: { status: 'Error', message: `The ${credential} credential holds no seal key` };
	const refused = (error: unknown): INodeCredentialTestResult => ({
		status: 'Error',
		message: isOAuthProblem(error) ? `${error.message}. ${error.description}` : 'The keys cannot be read',
	});
	return async (credentials: ICredentialsDecrypted) => await read(credentials).then(told, refused);
};
