import { notice } from '../shared/fields/notice';

const SUDO =
	'Fluxer asks for the password, or for a two-factor code where the account has that: the node answers out of the credential, in which it has to be filled in.';

/** Says that `withSudo` answers Fluxer's question out of the credential. */
export const sudoNotice = notice('sudo', SUDO);

/** For resets and rotations, each of which ends the secret before it. */
export const newSecretNotice = notice(
	'newSecret',
	`The old one stops working at once, and the new one is shown this once: store it, and enter it into the credentials that hold the old one. n8n keeps what a node returns in its execution records. About ten resets an hour. ${SUDO}`,
);
