import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { refreshingInEditor } from './editorFunctions';
import type { Caller } from './caller';
import { ParameterReads } from './parameterReads';
import { Run } from './run';

/** n8n as an operation sees it while it runs for one item. */
export const itemCallers = (functions: IExecuteFunctions, run: Run) => {
	const parameters = new ParameterReads(functions);
	return (itemIndex: number): Caller => {
		const readers = new Map<string, ReturnType<Run['credentials']['of']>>();
		return {
			run,
			parameter: (name) => parameters.read(name, itemIndex),
			hasCredential: (type) => run.hasCredential(type),
			credential: (type) => {
				const reader = readers.get(type) ?? run.credentials.of(type, itemIndex);
				readers.set(type, reader);
				return reader;
			},
		};
	};
};

/** n8n as a list search sees it while somebody edits a node. */
export function editorCaller(functions: ILoadOptionsFunctions): Caller {
	const editor = refreshingInEditor(functions);
	const run = new Run(editor);
	return {
		run,
		// n8n throws where a parameter is not shown.
		parameter: (name) =>
			name in (functions.getCurrentNodeParameters() ?? {})
				? functions.getCurrentNodeParameter(name, { extractValue: true })
				: undefined,
		hasCredential: (type) => run.hasCredential(type),
		credential: (type) => run.credentials.of(type, 0),
	};
}
