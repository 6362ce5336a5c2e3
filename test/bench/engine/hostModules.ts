import Module from 'node:module';
import path from 'node:path';
import { hostFolder } from '../../../host/paths';

/**
 * Loaded before anything else by a process that measures: whatever it loads gets the pinned n8n's own modules, as in a
 * real n8n, and not the copies that the tests use. With two copies, one would load twice what the other has loaded.
 */

type Resolve = (request: string, parent: unknown, ...rest: unknown[]) => string;

const host = Module.createRequire(path.join(hostFolder, 'package.json'));
const shared = /^(n8n-workflow|n8n-core|reflect-metadata)$/;
const loader = Module as unknown as { _resolveFilename: Resolve };
const resolve = loader._resolveFilename.bind(loader);

loader._resolveFilename = (request, parent, ...rest) =>
	shared.test(request) ? host.resolve(request) : resolve(request, parent, ...rest);
