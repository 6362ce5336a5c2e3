import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { CredentialReads } from '../signing/credentialReads';
import { refreshingInEditor } from './editorFunctions';
import type { Host } from './itemContext';
import { ParameterReads } from './parameterReads';
import { Run } from './run';

/** n8n as an operation sees it while it runs for one item. */
export const itemHosts = (functions: IExecuteFunctions, run: Run) => {
	const credentials = new CredentialReads(functions);
	const parameters = new ParameterReads(functions);
	return (itemIndex: number): Host => ({
		run,
		parameter: (name) => parameters.read(name, itemIndex),
		credentials: async (type) => await credentials.read(type, itemIndex),
	});
};

/** n8n as a list search sees it while somebody edits a node. */
export function editorHost(functions: ILoadOptionsFunctions): Host {
	return {
		run: new Run(refreshingInEditor(functions)),
		parameter: (name) => functions.getCurrentNodeParameter(name, { extractValue: true }),
		credentials: async (type) => await functions.getCredentials(type),
	};
}
