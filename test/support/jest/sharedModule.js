'use strict';

const { createHash } = require('node:crypto');

/** Jest also shows its own modules to a transformer, before there is a test. */
const inTest = () => globalThis.requireShared !== undefined;

/** Hands a file of node_modules over as Node itself has loaded it, see `environment.js`. */
module.exports = {
	getCacheKey: (source, file) => createHash('sha1').update(`${inTest()}\0${file}\0${source}`).digest('hex'),
	process: (source, file) => ({
		code: inTest() ? `module.exports = requireShared(${JSON.stringify(file)});` : source,
	}),
};
