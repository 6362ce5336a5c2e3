import path from 'node:path';
import { root } from '../host/paths';
import { freeze } from './savedFiles';

/** Keeps the examples as this version has them, for ever: every later version has to load and run them. */

const { version } = require(path.join(root, 'package.json')) as { version: string };
const kept = freeze(version);
console.log(`${kept.length} files are kept in test/saved/${version}`);
