import { notice } from '../shared/fields/notice';

export const sudoNotice = notice(
	'sudo',
	'Fluxer asks for the password or a two-factor code before it does this. The node answers out of the credential: fill in its password, or its two-factor secret where the account has two-factor authentication.',
);

export const newSecretNotice = notice(
	'newSecret',
	'The old one stops working at once, and Fluxer shows the new one this once: store it, and enter it into the credentials that hold the old one. n8n keeps what a node returns in its execution records. Fluxer allows about ten resets an hour.',
);
