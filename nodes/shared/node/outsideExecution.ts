import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What both the editor and a poll have of n8n. */
interface CredentialFunctions {
	getCredentials<T extends object = ICredentialDataDecryptedObject>(type: string): Promise<T>;
}

/**
 * n8n where there is no execution: while somebody edits a node, and while a trigger polls. A credential whose token URL
 * goes by the execution would be refreshed where codes are exchanged, and a living session would be taken for ended; its
 * field `refreshUrl` says where to do it instead.
 */
export function refreshingOutsideExecution<T extends CredentialFunctions>(functions: T): T {
	const getCredentials = async (type: string) => withRefreshUrl(await functions.getCredentials(type));
	// n8n's helpers ask the object they are called on. Assigned, since a defined one could not be shadowed any more.
	return Object.assign(Object.create(functions) as T, { getCredentials });
}

const withRefreshUrl = ({ refreshUrl, ...data }: ICredentialDataDecryptedObject) =>
	typeof refreshUrl === 'string' && refreshUrl !== '' ? { ...data, accessTokenUrl: refreshUrl } : data;
