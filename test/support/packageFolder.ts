import path from 'node:path';
import { root } from '../../host/paths';

/** The unpacked tarball that `globalSetup` made, or another that is to be put to the test. */
export const PACKAGE_FOLDER = process.env.PACKAGE_UNDER_TEST ?? path.join(root, 'build', 'packed', 'package');
