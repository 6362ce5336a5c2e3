'use strict';

const os = require('node:os');

// n8n logs every failing node, and most tests make one fail.
process.env.N8N_LOG_LEVEL ??= 'silent';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/support/jest/environment.js',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	transform: {
		'/node_modules/': '<rootDir>/test/support/jest/sharedModule.js',
		'^.+\\.ts$': '<rootDir>/test/support/jest/typescript.js',
	},
	transformIgnorePatterns: [],
	testSequencer: '<rootDir>/test/support/jest/longestFirst.js',
	// Without these jest would read through the whole of the installed n8n.
	roots: ['test', 'sandbox', 'nodes', 'oauth', 'scripts'].map((room) => `<rootDir>/${room}`),
	globalSetup: '<rootDir>/test/support/globalSetup.ts',
	testTimeout: 30_000,
	// No test waits: a third process on two cores takes a sixth longer.
	maxWorkers: os.availableParallelism(),
};
