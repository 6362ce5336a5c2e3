import type { ICredentialDataDecryptedObject, ILoadOptionsFunctions } from 'n8n-workflow';

/**
 * n8n while somebody edits a node. A credential whose token URL goes by the execution would be refreshed where codes
 * are exchanged, since there is no execution yet; its field `refreshUrl` says where to do it instead.
 */
export function refreshingInEditor(functions: ILoadOptionsFunctions): ILoadOptionsFunctions {
	const getCredentials = async (type: string) => withRefreshUrl(await functions.getCredentials(type));
	// n8n's helpers ask the object they are called on. Assigned, since a defined one could not be shadowed any more.
	return Object.assign(Object.create(functions) as ILoadOptionsFunctions, { getCredentials });
}

const withRefreshUrl = ({ refreshUrl, ...data }: ICredentialDataDecryptedObject) =>
	typeof refreshUrl === 'string' && refreshUrl !== '' ? { ...data, accessTokenUrl: refreshUrl } : data;
