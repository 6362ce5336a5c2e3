import { root } from '../../host/paths';
import { pack } from '../../scripts/pack';

/** Every test of the package runs on what is in the tarball. */
export default async function globalSetup() {
	if (process.env.PACKAGE_UNDER_TEST === undefined) await pack(root);
}
