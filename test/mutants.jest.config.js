'use strict';

const {
	globalSetup: _packing,
	transform,
	transformIgnorePatterns: _none,
	...all
} = require('../jest.config');
const { '/node_modules/': _shared, ...compiled } = transform;

/**
 * For `npm run mutants`: the unit tests of what it changes, without packing, which they do not need, and in an
 * environment that Stryker can put its own into.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...all,
	rootDir: '..',
	testEnvironment: 'node',
	// Jest reads through its roots once for each mutant.
	roots: ['oauth', 'nodes', 'test/unit', 'test/support'].map((room) => `<rootDir>/${room}`),
	transform: compiled,
	testMatch: ['<rootDir>/test/unit/{oauth,nodes/shared/throttle}/**/*.test.ts'],
};
