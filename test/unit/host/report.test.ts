import type { Workflow } from '../../../host/entities';
import { describeExecution } from '../../../host/report';

const node = (name: string, type: string) => ({ name, type, typeVersion: 1, parameters: {} });
const nodes = [
	node('Alert', 'pkg.fluxerTrigger'),
	node('Who Am I', 'pkg.fluxer'),
	node('Later', 'pkg.fluxer'),
];
const workflow: Workflow = { name: 'Alert me', nodes, connections: {} };
const shown = nodes.map((each) => ({ node: each, operation: each.name }));

const ran = (error?: { message: string }) => ({
	'Who Am I': [{ startTime: 0, executionTime: 5, executionIndex: 0, error }],
});

describe('the row of a node that did not run', () => {
	it.each([
		['of a trigger', 'Alert', 'waits for its event'],
		['of any other', 'Later', 'did not run'],
	])('%s', (_, operation, result) => {
		const { rows } = describeExecution(workflow, shown, { id: '1', status: 'success', runs: ran() });
		expect(rows.find((row) => row.operation === operation)).toMatchObject({ items: '-', result });
	});
});

describe('a failure', () => {
	it.each([
		['shows in the row of its node', ran({ message: 'Refused' }), 3],
		[
			'has a row of its own where no shown node has it',
			{ Code: [...ran({ message: 'Refused' })['Who Am I']] },
			4,
		],
	])('%s', (_, runs, count) => {
		const { rows } = describeExecution(workflow, shown, { id: '1', status: 'error', runs });
		expect(rows).toHaveLength(count);
		expect(rows.filter(({ result }) => result.endsWith('Refused'))).toHaveLength(1);
	});
});
