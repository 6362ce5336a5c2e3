import { endpointNames, valueOf, type ProviderNode } from '../nodes/shared/node/operation';
import type { PlacedOperation } from '../nodes/shared/node/describe';
import { canTell } from '../nodes/shared/watching/selection';
import { eventsOf } from '../nodes/shared/watching/triggerFields';
import type { EventName, WatchedService } from '../nodes/shared/watching/watched';
import { markdownTable } from '../test/e2e/markdown';

/** A provider with all that the page of operations has rows for. */
export interface TableProvider {
	readonly provider: ProviderNode;
	readonly operations: readonly PlacedOperation[];
	/** What the trigger is called, and what it watches. */
	readonly trigger: { readonly name: string; readonly service: WatchedService };
}

const HEAD = `# Operations

Every operation of every node, as the code has it (\`npm run docs\` writes this page). _Seed_ marks the operations that this package was made for; the _extra_ ones make those usable.

`;

const EVENTS = `
## Events

What the triggers start a workflow with. [The page on them](triggers.md) says when, and what is told once.

`;

/** The page `docs/operations.md`. */
export const operationsPage = (providers: readonly TableProvider[]): string =>
	`${HEAD}${markdownTable([
		['provider', 'operation', 'endpoint', 'credential', 'kind'],
		...providers.flatMap(({ operations }) => operations.map(row)),
	])}\n${EVENTS}${markdownTable([
		['trigger', 'event', 'starts', 'credential'],
		...providers.flatMap(({ trigger }) => eventsOf(trigger.service).map((event) => eventRow(trigger, event))),
	])}\n`;

function eventRow({ name, service }: TableProvider['trigger'], event: EventName): string[] {
	const value = valueOf(event.name);
	const telling = service.signIns.filter(({ signIn }) => canTell(service, signIn, value));
	return [
		name,
		`${event.name} (\`${value}\`)`,
		event.description,
		telling.map(({ signIn }) => `\`${signIn.type}\``).join(', '),
	];
}

function row({ resource, operation, dialect, value }: PlacedOperation): string[] {
	return [
		dialect.provider,
		`${resource.name}: ${operation.name} (\`${value}\`)`,
		endpointsOf({ operation, dialect }).join(', ') || 'none: nothing is sent',
		operation.credentials.map((type) => `\`${type}\``).join(', ') || 'none',
		operation.seed ? 'seed' : 'extra',
	];
}

/** The endpoints of an operation, the first the one that it is about; none where nothing is sent. */
export const endpointsOf = ({
	operation,
	dialect,
}: Pick<PlacedOperation, 'operation' | 'dialect'>): string[] =>
	endpointNames(operation).map((name) => {
		const endpoint = dialect.endpoints[name];
		return `\`${endpoint?.method} ${pathOf(endpoint?.url ?? '')}\``;
	});

/** A URL as providers document it: without the base URL. */
const pathOf = (url: string): string => url.replace(/^\{\w+\}/, '');
