import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { refreshingInEditor } from './editorFunctions';
import type { Host } from './itemContext';
import { Run } from './run';

/** n8n as an operation sees it while it runs for one item. */
export function itemHost(functions: IExecuteFunctions, itemIndex: number, run: Run): Host {
	return {
		run,
		parameter: (name) => functions.getNodeParameter(name, itemIndex, undefined, { extractValue: true }),
		credentials: async (type) => await functions.getCredentials(type, itemIndex),
	};
}

/** n8n as a list search sees it while somebody edits a node. */
export function editorHost(functions: ILoadOptionsFunctions): Host {
	return {
		run: new Run(refreshingInEditor(functions)),
		parameter: (name) => functions.getCurrentNodeParameter(name, { extractValue: true }),
		credentials: async (type) => await functions.getCredentials(type),
	};
}
