/**
 * `npm run mutants` changes the code in every way that Stryker knows, one after the other, and lists the changes that no
 * unit test notices. The named rules of `npm run faults -- --mutants` are another matter: those are tested on the package.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: ['oauth/**/*.ts', 'nodes/shared/throttle/**/*.ts'],
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	jest: { configFile: 'test/mutants.jest.config.js' },
	// The words for people are not held to the letter.
	mutator: { excludedMutations: ['StringLiteral'] },
	coverageAnalysis: 'perTest',
	// The first pass is slow, since all of the code is instrumented; a single test takes milliseconds.
	dryRunTimeoutMinutes: 30,
	timeoutMS: 4000,
	concurrency: 1,
	// It works in a copy, which need not hold what is installed or built.
	ignorePatterns: [
		'build',
		'dist',
		'docs',
		'examples',
		'host/data',
		'host/node_modules',
		'host/official/node_modules',
		'host/runtime',
		'host/versions',
	],
	tempDirName: 'build/stryker/work',
	warnings: { slow: false },
	reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
	clearTextReporter: { reportTests: false, allowColor: false },
	htmlReporter: { fileName: 'build/stryker/report.html' },
	jsonReporter: { fileName: 'build/stryker/report.json' },
};
