import path from 'node:path';

/** The unpacked tarball that `globalSetup` made, or another that is to be put to the test. */
export const PACKAGE_FOLDER =
	process.env.PACKAGE_UNDER_TEST ?? path.resolve(__dirname, '../../build/packed/package');
