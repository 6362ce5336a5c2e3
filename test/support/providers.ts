import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../host/paths';
import { listOperations } from '../../nodes/shared/node/describe';
import type { ProviderNode } from '../../nodes/shared/node/operation';

export { root };

/** Every provider of the package, found by its folder, so that a new one joins all tests by itself. */
export const providers = readdirSync(path.join(root, 'nodes'))
	.filter((folder) => /^[A-Z]/.test(folder) && existsSync(path.join(root, 'nodes', folder, 'provider.ts')))
	.map((folder) => {
		const { provider } = require(path.join(root, 'nodes', folder, 'provider')) as { provider: ProviderNode };
		return { folder, provider, operations: listOperations(provider) };
	});

/** Their dialects, each once. */
export const shippedDialects = [
	...new Set(providers.flatMap(({ operations }) => operations.map(({ dialect }) => dialect))),
];
