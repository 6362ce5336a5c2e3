import Module from 'node:module';
import { hostFolder } from '../../host/paths';

/**
 * Loaded before anything else by a process that measures: whatever it loads gets the pinned n8n's own modules, as in a
 * real n8n, and not the copies that the tests use. With two copies, one would load twice what the other has loaded.
 */

type Resolve = (request: string, parent: unknown, isMain?: boolean, options?: { paths?: string[] }) => string;

const shared = /^(n8n-workflow|n8n-core|reflect-metadata)$/;
const loader = Module as unknown as { _resolveFilename: Resolve };
const resolve = loader._resolveFilename.bind(loader);

loader._resolveFilename = (request, parent, isMain, options) =>
	resolve(request, parent, isMain, shared.test(request) ? { paths: [hostFolder] } : options);
