import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import type { Caller } from './caller';
import { refreshingOutsideExecution } from './outsideExecution';
import { ParameterReads } from './parameterReads';
import type { ReadParameter } from './parameters';
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
export const editorCaller = (functions: ILoadOptionsFunctions): Caller =>
	// n8n throws where a parameter is not shown.
	outsideExecution(functions, (name) =>
		name in (functions.getCurrentNodeParameters() ?? {})
			? functions.getCurrentNodeParameter(name, { extractValue: true })
			: undefined,
	);

/** n8n as a trigger sees it while it polls. */
export const pollCaller = (functions: IPollFunctions): Caller =>
	outsideExecution(functions, (name) => functions.getNodeParameter(name, null) ?? undefined);

function outsideExecution(
	functions: ILoadOptionsFunctions | IPollFunctions,
	parameter: ReadParameter,
): Caller {
	const run = new Run(refreshingOutsideExecution(functions));
	return {
		run,
		parameter,
		hasCredential: (type) => run.hasCredential(type),
		credential: (type) => run.credentials.of(type, 0),
	};
}
