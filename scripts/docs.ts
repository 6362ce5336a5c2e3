import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { root } from '../host/paths';
import type { WatchedService } from '../nodes/shared/watching/watched';
import { writePagesOfRuns } from '../test/e2e/compatibilityDocs';
import { operationsPage, type TableProvider } from './operationsTable';

/** Writes the generated pages of the docs: from the built package, and from the runs on versions of n8n that are kept. */

const nodes = path.join(root, 'dist', 'nodes');
const built = (file: string) => require(path.join(nodes, file)) as never;
const { listOperations } = built('shared/node/describe.js') as typeof import('../nodes/shared/node/describe');

const providers = readdirSync(nodes)
	.filter((folder) => /^[A-Z]/.test(folder) && existsSync(path.join(nodes, folder, 'provider.js')))
	.map((folder): TableProvider => {
		const { provider } = built(`${folder}/provider.js`) as Pick<TableProvider, 'provider'>;
		return { provider, operations: listOperations(provider), trigger: triggerIn(folder) };
	});

function triggerIn(folder: string): TableProvider['trigger'] {
	const { watched } = built(`${folder}/watched.js`) as { watched: WatchedService };
	const types = built(`${folder}/${folder}Trigger.node.js`) as Record<string, new () => INodeType>;
	const [Trigger] = Object.values(types);
	if (!Trigger) throw new Error(`${folder} has no trigger`);
	return { name: new Trigger().description.displayName, service: watched };
}

writeFileSync(path.join(root, 'docs', 'operations.md'), operationsPage(providers));
writePagesOfRuns();
