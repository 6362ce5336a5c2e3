/** An error's code, what it means, and what to do where that is another thing than for all of them. */
export type Reason = [code: RegExp, meaning: string, whatToDo?: string];

/** What to do when no connection came about. */
export const LOOK_AT_SERVER =
	'Check the address, and that the server is up and reachable from the machine that runs n8n. Nothing was sent; try again.';

const OTHER_PROTOCOL = 'it does not speak this protocol; try https in place of http, or the other way round';
const LOOK_AT_SCHEME =
	'Check how the address of the server begins: without http or https before it, https is meant. Nothing was sent.';

const OR_IGNORE =
	'Or, where that cannot be had, switch on "Ignore SSL Issues (Insecure)": in the credential, or without one in the options of this node. Anyone on the way may then pose as the server. Nothing was sent.';

/** What is wrong with the certificate of a server, by the codes of Node and OpenSSL, and what to do. */
const CERTIFICATES: Reason[] = [
	[
		/ALTNAME|HOSTNAME_MISMATCH/,
		'its certificate is for another name',
		`Enter the address with the name that the certificate is for; or have the server show a certificate for this one. ${OR_IGNORE}`,
	],
	[
		/CERT_HAS_EXPIRED/,
		'its certificate has expired',
		`Have it renewed by whoever runs the server, and check that the clock of the machine that runs n8n is right. ${OR_IGNORE}`,
	],
	[
		/CERT_NOT_YET_VALID/,
		'its certificate is not valid yet',
		`Check that the clock of the machine that runs n8n is right. ${OR_IGNORE}`,
	],
	[
		/ALERT.*(?:CERTIFICATE|UNKNOWN_CA)/,
		'it asks for a certificate of the client, which is not sent here',
		'Ask whoever runs the server for an address that does without, or let a proxy of your own send the certificate. Nothing was sent.',
	],
	[
		/INVALID_(?:CA|PURPOSE|NON_CA)|PATH_LENGTH|CERT_(?:REJECTED|CHAIN_TOO_LONG|SIGNATURE_FAILURE)|CRL|KEY_TOO_SMALL|MD_TOO_WEAK|SIGNATURE_ALGORITHM/,
		'its certificate cannot be relied on',
		`Ask whoever runs the server for a new one. ${OR_IGNORE}`,
	],
	[/CERT_REVOKED/, 'its certificate was revoked', `Ask whoever runs the server for a new one. ${OR_IGNORE}`],
	[
		/CERT|SELF_SIGNED|UNABLE_TO_/,
		'its certificate is self-signed, or signed by somebody whom n8n does not know',
		`If the server is your own, or a proxy of your network stands before it, put the certificate of whoever signed it into a file, name the file in the environment variable NODE_EXTRA_CA_CERTS, and start n8n again. ${OR_IGNORE}`,
	],
];

/** Those by which a request certainly never left, with the system call where that tells; of the others nobody knows. */
export const NEVER_LEFT: Reason[] = [
	[/^ECONNREFUSED\b/, 'nothing listens at this address'],
	[/^(ENOTFOUND|EAI_AGAIN)\b/, 'its host name is not known'],
	[/^(EHOSTUNREACH|ENETUNREACH) connect$/, 'there is no network path to it'],
	...CERTIFICATES,
	[/^(EPROTO|ERR_SSL).* handshake$/, OTHER_PROTOCOL, LOOK_AT_SCHEME],
];
/** Those after which nobody knows. */
export const UNANSWERED: Reason[] = [
	[/^(EPROTO|ERR_SSL)/, OTHER_PROTOCOL, LOOK_AT_SCHEME],
	[/^(EHOSTUNREACH|ENETUNREACH)/, 'the network path to it broke'],
	[/^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE)\b/, 'the connection broke before the answer was complete'],
	[/^HPE_/, 'what came back is not HTTP; try https in place of http, or the other way round'],
];

/** What to do with an OAuth2 credential whose tokens are good for nothing: n8n goes on showing it as connected. */
export const CONNECT_AGAIN =
	'Open the credential and click Connect; where it says "Account connected", the button is Switch account or Reconnect.';
