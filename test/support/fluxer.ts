import type { IDataObject } from 'n8n-workflow';
import {
	demoApplication,
	demoApplicationId,
	demoChannelId,
	demoGroupId,
	demoGuildId,
	demoOtpSecret,
} from '../../sandbox/fluxer/accounts';
import { goingOn } from './operations';
import { openTestBed, type TestBed } from './testBed';
import type { Step, StepResult } from './testN8n';

/** A Fluxer sandbox and an n8n with the packed package, for one test file. */
interface Stage extends TestBed {
	/** A post to a control route that only Fluxer has. */
	post: <T = IDataObject>(path: string, body?: object) => Promise<T>;
}

/** Alice's application: client ID, and ID of its bot. */
export const APPLICATION = demoApplicationId;

/** Alice's guild, in which the bot is. */
export const GUILD = demoGuildId;

/** The channel of that guild. */
export const CHANNEL = demoChannelId;

/** A group message with alice in it, and without the bot. */
export const GROUP = demoGroupId;

/** A whole image: one pixel, as a PNG in base64. */
export const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const OTP_SECRET = demoOtpSecret;

/** The password of alice and bruno. */
export const PASSWORD = 'mustnotleak-password-value';

/** The first redirect URI of the application. */
export const [CALLBACK = ''] = demoApplication.redirectUris;

/** The token of the bot, without the word Bot. */
export const BOT_TOKEN = `${APPLICATION}.${demoApplication.botSecret}`;
const CLIENT_SECRET = demoApplication.clientSecret;

let sessions = 0;

/** A session token of its own for each test: the node remembers what a session has proven. */
const newSession = () => `flx_canary${String(++sessions).padStart(30, '0')}`;

/**
 * Opens a test bed with credentials for `alice` (with, without and with a wrong password), `bruno` (with and without a
 * two-factor secret), `nobody`, `bot`, `bot as session`, `wrong bot`, `client`, `impostor` and `client in words`.
 */
export function startTestBed(): Stage {
	const bed = openTestBed('fluxer', addCredentials);
	return Object.assign(bed, {
		post: async <T>(path: string, body = {}) => await bed.control.send<T>('POST', path, body),
	});
}

/** Alice owns the demo application and has a password; Bruno has two-factor authentication. */
async function addCredentials({ sandbox, control, n8n }: TestBed) {
	const apiUrl = `${sandbox.fluxer}/v1`;
	const own = { apiUrl, password: '', twoFactorSecret: '' };
	const [alice, bruno] = [newSession(), newSession()];
	await control.user('alice', { password: PASSWORD, sessionToken: alice });
	await control.user('bruno', { password: PASSWORD, sessionToken: bruno, otpSecret: OTP_SECRET });
	const client = { apiUrl, webUrl: sandbox.fluxer, clientId: APPLICATION, clientSecret: CLIENT_SECRET };
	const credentials: Record<string, [type: string, data: object]> = {
		alice: ['fluxerSessionsUserApi', { ...own, sessionToken: alice, password: PASSWORD }],
		'alice without password': ['fluxerSessionsUserApi', { ...own, sessionToken: alice }],
		'alice, wrong password': [
			'fluxerSessionsUserApi',
			{ ...own, sessionToken: alice, password: 'mustnotleak-wrong-one' },
		],
		bruno: [
			'fluxerSessionsUserApi',
			{ ...own, sessionToken: bruno, password: PASSWORD, twoFactorSecret: OTP_SECRET },
		],
		'bruno without secret': ['fluxerSessionsUserApi', { ...own, sessionToken: bruno, password: PASSWORD }],
		nobody: ['fluxerSessionsUserApi', { ...own, sessionToken: newSession() }],
		'bot as session': ['fluxerSessionsUserApi', { ...own, sessionToken: `Bot ${BOT_TOKEN}` }],
		bot: ['fluxerSessionsBotApi', { apiUrl, botToken: BOT_TOKEN }],
		'wrong bot': ['fluxerSessionsBotApi', { apiUrl, botToken: `${APPLICATION}.mustnotleak-no-token` }],
		client: ['fluxerSessionsOAuth2Api', client],
		impostor: ['fluxerSessionsOAuth2Api', { ...client, clientSecret: 'mustnotleak-wrong-secret' }],
		'client in words': ['fluxerSessionsOAuth2Api', { ...client, clientId: 'my-app' }],
	};
	for (const [name, [type, data]] of Object.entries(credentials)) {
		n8n.addCredential(name, type, data as never);
	}
}

/** A step of the Fluxer node, with a credential by its name. */
export const step = ({ n8n }: Stage, operation: string, parameters: object = {}, credential = ''): Step => {
	const [resource = '', name = ''] = operation.split(':');
	const type = n8n.credentials.stored.get(credential)?.type;
	return {
		type: 'fluxer',
		credentials: type === undefined ? {} : { [type]: credential },
		parameters: { resource, operation: name, ...parameters },
	};
};

/** A value picked from a list. */
export const picked = (value: string) => ({ __rl: true, mode: 'list', value });

/** The error of a failed item, without its `retry`. */
export interface Refusal {
	message: string;
	hint: string;
	kind: string;
	providerCode?: string;
	httpStatus?: number;
	retryAfterSeconds?: number;
}

/**
 * What a step fails with, where the workflow goes on, once it is sure that no secret is anywhere in the result.
 * Nothing is repeated or waited for: it is the first answer.
 */
export async function refusal({ n8n }: Stage, failing: Step): Promise<Refusal> {
	const result: StepResult = await n8n.run([{}], goingOn(failing, AT_ONCE));
	const text = JSON.stringify(result);
	for (const secret of ['mustnotleak', OTP_SECRET, CLIENT_SECRET, demoApplication.botSecret]) {
		expect(text).not.toContain(secret);
	}
	const { retry: _, ...error } = (result.json[0] as { error: Refusal & { retry?: string } }).error;
	return error;
}

/** Neither waits nor repeats: what is read here is the first answer. */
const AT_ONCE = { retries: 0, maxWaitSeconds: 0 };
