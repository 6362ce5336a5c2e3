'use strict';

const { globalSetup: _packing, ...all } = require('../jest.config');

/**
 * For `npm run mutants`: the unit tests of what it changes, without packing, which they do not need.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...all,
	rootDir: '..',
	testMatch: ['<rootDir>/test/unit/{oauth,nodes/shared}/**/*.test.ts'],
};
