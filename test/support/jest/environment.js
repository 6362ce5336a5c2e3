'use strict';

const SingleContext = require('jest-environment-node-single-context');

const { now } = Date;
const isInstalled = (file) => /[\\/]node_modules[\\/]/.test(file);

/**
 * Lets a test file use the modules of node_modules that its worker has loaded already. Jest would load each of
 * them again for each file: 1,700 modules for n8n-core, which costs more than most of the tests. The tests run
 * in the context of these modules, since an `Error` of another context is no `Error` to them.
 *
 * What is ours is loaded anew for each file, the packed package included, which n8n's loader takes from Node.
 */
module.exports = class SharedModules extends SingleContext {
	constructor(...given) {
		super(...given);
		for (const file of Object.keys(require.cache)) if (!isInstalled(file)) delete require.cache[file];
		this.global.requireShared = require;
		// Jest measures how long a test took by this, whatever the test does to the time.
		this.global[Symbol.for('jest-native-now')] = now;
	}
};
