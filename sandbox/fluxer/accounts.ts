import { encodeBase32 } from '../shared/totp';
import { n8nCallback, n8nWebhook } from '../shared/callback';

/** How the control side describes a user; what is left out takes a default. */
export interface UserDefinition {
	password?: string;
	/** Base32, as an authenticator app takes it; without it the user has no second factor. */
	otpSecret?: string;
	email?: string;
	emailVerified?: boolean;
	globalName?: string;
	/** `flx_` and 36 letters or digits; without it a new one is made. */
	sessionToken?: string;
}

/** How the control side describes an application; what is left out takes Fluxer's default or is made up. */
export interface ApplicationDefinition {
	/** User name of the owner. */
	owner: string;
	name: string;
	redirectUris: string[];
	botPublic: boolean;
	botRequireCodeGrant: boolean;
	clientSecret?: string;
	botSecret?: string;
}

/** Authenticator secret of the demo user `bruno`, in base32. */
export const demoOtpSecret = encodeBase32(Buffer.from('demo two-factor secret'));

/** The users of a fresh sandbox, by user name, each signed in with a session. */
export const demoUsers = {
	alice: {
		password: 'demo-password-alice',
		sessionToken: 'flx_DemoSessionOfAliceWhichIsNotARealOne',
	},
	bruno: {
		password: 'demo-password-bruno',
		otpSecret: demoOtpSecret,
		sessionToken: 'flx_DemoSessionOfBrunoWhichIsNotARealOne',
	},
} satisfies Record<string, UserDefinition>;

/** The application of a fresh sandbox. The second redirect URI is the one Fluxer knows under two spellings. */
export const demoApplication = {
	owner: 'alice',
	name: 'Demo Connector',
	redirectUris: [
		n8nCallback,
		'https://example.com',
		'https://app.example/callback',
		n8nWebhook('fluxer-callback'),
	],
	botPublic: true,
	botRequireCodeGrant: false,
	clientSecret: 'demo-client-secret-connector-not-a-real-one',
	botSecret: 'demo-bot-token-of-connector-not-a-real-one_',
} satisfies ApplicationDefinition;

/** Its id, which is the client id and the id of its bot as well. */
export const demoApplicationId = '1470000000000000003';

/** The guild of a fresh sandbox: alice's, with the bot of the demo application in it. */
export const demoGuildId = '1470000000000000004';

/** The one channel of that guild, where the bot may post messages. */
export const demoChannelId = '1470000000000000005';
/** The group message of a fresh sandbox: alice is in it, and no bot. */
export const demoGroupId = '1470000000000000006';
