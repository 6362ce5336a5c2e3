import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { authorizationCodeOf, platformCodeOf, redirectsTo } from '../../nodes/CalCom/platformCode';
import { emailOf } from '../../nodes/CalCom/emails';
import { profileInputs } from '../../nodes/CalCom/managedUserFields';
import { calComUrl } from '../../nodes/CalCom/signIns';
import { webSessionTokenOf } from '../../nodes/CalCom/webSession';
import { appInputs } from '../../nodes/DropboxSign/appFields';
import { normalizedRedirectUri } from '../../nodes/Fluxer/applications';
import { serverUrl } from '../../nodes/Fluxer/signIns';
import { fuseSignUrl } from '../../nodes/FuseSign/signIns';
import { accountOf, peerTubeUrl } from '../../nodes/PeerTube/signIn';
import { masked } from '../../nodes/shared/operations/masking';
import { credentialSecrets } from '../../nodes/shared/signing/credentialSecrets';
import { readCallback } from '../../oauth/authorization';
import { readMoment } from '../../oauth/dates';
import type { Dialect } from '../../oauth/dialect';
import { readError } from '../../oauth/errorFamilies';
import { excerpt, withoutSecrets } from '../../oauth/excerpt';
import { isTooDeep } from '../../oauth/json';
import { readAddresses, readWords } from '../../oauth/lists';
import { pastedSecret } from '../../oauth/pastedSecret';
import { unwrapped, withoutInvisible } from '../../oauth/pastedText';
import { validCodeVerifier } from '../../oauth/pkce';
import { isOAuthProblem } from '../../oauth/problems';
import { waitAsked } from '../../oauth/rateLimits';
import { readProblem, unreadable } from '../../oauth/readProblem';
import { buildRequest } from '../../oauth/requests';
import { instant, readTokens, secondsLeft } from '../../oauth/tokens';
import { decodeBase32, readOneTimeCode, readTwoFactorSecret } from '../../oauth/totp';
import { call, sample } from '../support/dialects';
import { providers, root } from '../support/providers';

const LENGTH = 2_000_000;
const MOST_CPU_MS = 40;

/** Many times the same, as one piece of text: one that is put together on demand would be paid for by who reads it first. */
const filled = (part: string, before = '', after = '') =>
	Buffer.from(before + part.repeat(Math.ceil(LENGTH / part.length)) + after).toString();

/** Those that have a part in one of the expressions or in what a secret may be spelled as. */
const repeated = [
	...[
		'<',
		'<script',
		'/',
		'=',
		'= ',
		' ',
		'%',
		'%2f',
		'&amp;',
		'&abcdef',
		'\\',
		'\\u002f',
		'a',
		'0',
		'11:11',
		'ü',
		'😀',
	],
	...[', a', '[', '"', 'tokentype', '?code=', 'next-auth.session-token=', 'Bot aaaaaaaa ', 'GeneralErrors: '],
	...["OAuth client with ID '", 'a-refresh-token-of-somebod', 'a secret/with+signs=', 'https://', '/v2/'],
];
const texts = [
	...repeated.map((part) => [JSON.stringify(part), filled(part)] as const),
	['slashes before something else', filled('/', 'https://sample.example', 'x')] as const,
	['padding before something else', filled('=', 'MZXW6', 'x')] as const,
	['a query of many', filled('code=x&', 'https://sample.example/?')] as const,
	['a host of many signs', filled('ü', 'https://')] as const,
	['a host of many parts', filled('a.', 'https://')] as const,
	['a secret in an address', filled('=', 'otpauth://totp/x?secret=')] as const,
	['a description', `{"error":"x","error_description":"${filled('<')}"}`] as const,
	['a code', `{"error":"${filled('<')}"}`] as const,
	['many errors', `{"code":"x","errors":[${filled('{"path":"a.b","message":"<"},')}{}]}`] as const,
	['many fields', `{"StatusCode":1,"Errors":{"a":[${filled('"GeneralErrors: ",')}"x"]}}`] as const,
];

const secrets = [
	'a-refresh-token-of-somebody',
	'a secret/with+signs=',
	'aaaaaaaaaaaaab',
	'a'.repeat(1_000_000),
	'%%%%',
	'\\\\\\\\',
	'<<<<<<<<',
];
const dialects: Dialect[] = [
	...new Set(providers.flatMap(({ operations }) => operations.map(({ dialect }) => dialect))),
];
const echo = sample({
	endpoints: {
		it: {
			method: 'POST',
			url: '{base}/{!id}',
			headers: { a: '{!id}' },
			effect: 'safe',
			purpose: 'do it',
		},
	},
});
const byN8n = (expression: string) =>
	new Function('field', '$self', '$credentials', `return ${expression}`) as (
		field: string,
		self: object,
		credentials: object,
	) => unknown;
const answered = (status: number, body: string, headers = {}) => ({ status, headers, body });

/** The expressions that n8n evaluates in the fields and requests of the credentials. */
const expressions = readdirSync(path.join(root, 'credentials'))
	.flatMap(
		(file) =>
			Object.values(require(path.join(root, 'credentials', file)) as object) as Array<
				new () => ICredentialType
			>,
	)
	.flatMap((Type) => [
		...JSON.stringify(new Type(), (_, value: unknown) => value).matchAll(/\{\{ (.*?) \}\}/g),
	])
	.map(([, expression = '']) => JSON.parse(`"${expression}"`) as string)
	.filter((expression) => /replace|match|split/.test(expression));

const functions: Record<string, (text: string) => unknown> = {
	excerpt: (text) => excerpt(text, secrets),
	withoutSecrets: (text) => withoutSecrets(text, secrets),
	'withoutSecrets, of a secret': (text) => withoutSecrets('a short text', [text, `x${text}`]),
	readProblem: (text) =>
		readProblem(
			sample({ messagePatterns: dialects[0]?.messagePatterns }),
			call({ secrets }),
			answered(400, text),
		),
	'readProblem, headers': (text) =>
		readProblem(
			sample(),
			call(),
			answered(302, '', {
				location: text,
				'retry-after': text,
				'content-type': text,
				'www-authenticate': `Bearer ${text}`,
			}),
		),
	unreadable: (text) => unreadable(sample(), call(), answered(200, text, { 'content-type': text })),
	'the patterns of the dialects': (text) =>
		dialects.forEach((dialect) =>
			readProblem(
				dialect,
				call(),
				answered(400, JSON.stringify({ error: text.slice(0, 100_000), message: text.slice(0, 100_000) })),
			),
		),
	readError: (text) =>
		readError(['flat', 'coded', 'problem', 'validation', 'nested'], {
			code: text,
			message: text,
			errors: [{ path: text, message: text }],
		}),
	waitAsked: (text) => waitAsked({}, answered(429, '', { 'retry-after': text }), { retry_after: text }),
	readMoment: readMoment,
	secondsLeft: (text) => secondsLeft(text, 0),
	instant: (text) => [instant('seconds', text, 0), instant('dateTime', text, 0)],
	readTokens: (text) =>
		readTokens(
			sample(),
			call(),
			answered(200, `{"access_token":"a","scope":"${text.slice(0, 250_000).replace(/["\\\n\t]/g, '')}"}`, {
				date: text,
			}),
			{ sentAt: 0 },
		),
	isTooDeep: isTooDeep,
	readCallback: (text) => readCallback(text, { state: 'state' }),
	'readCallback, as long as it may be': (text) => readCallback(text.slice(0, 4096)),
	readWords: (text) => readWords(text, { subject: 'x', hint: 'x' }),
	'readWords, as long as they may be': (text) =>
		readWords(text.slice(0, 100_000), { subject: 'x', hint: 'x' }),
	'readAddresses, as long as they may be': (text) =>
		readAddresses(text.slice(0, 100_000), { subject: 'x', hint: 'x' }),
	validCodeVerifier: validCodeVerifier,
	readTwoFactorSecret: (text) => readTwoFactorSecret(text, { subject: 'x', hint: 'x' }),
	'readTwoFactorSecret, as long as it may be': (text) =>
		readTwoFactorSecret(text.slice(0, 4096), { subject: 'x', hint: 'x' }),
	readOneTimeCode: (text) => readOneTimeCode(text, { subject: 'x', hint: 'x' }),
	decodeBase32: decodeBase32,
	buildRequest: (text) => buildRequest(echo, 'it', { base: 'https://sample.example', id: text }),
	pastedSecret: (text) => pastedSecret(text, { subject: 'x', hint: 'x' }),
	'pastedSecret, as long as it may be': (text) =>
		pastedSecret(text.slice(0, 65_536), { subject: 'x', hint: 'x' }),
	unwrapped: unwrapped,
	withoutInvisible: withoutInvisible,
	'serverUrl, as long as it may be': (text) =>
		['', 'https://a.example/'].forEach((start) => serverUrl('API URL', start + text.slice(0, 4000))),
	credentialSecrets: (text) => credentialSecrets({ apiKey: text, [text.slice(0, 100_000)]: 'x' }),
	masked: masked,
	peerTubeUrl: peerTubeUrl,
	accountOf: (text) =>
		accountOf({
			instanceUrl: 'x.example',
			username: 'u',
			password: 'p',
			twoFactorSecret: text,
		}).signInInputs(),
	serverUrl: (text) => serverUrl('API URL', text),
	fuseSignUrl: fuseSignUrl,
	calComUrl: (text) => calComUrl(text),
	normalizedRedirectUri: normalizedRedirectUri,
	platformCodeOf: platformCodeOf,
	authorizationCodeOf: authorizationCodeOf,
	redirectsTo: (text) => redirectsTo('https://sample.example/cb', text),
	webSessionTokenOf: webSessionTokenOf,
	emailOf: (text) => emailOf(text, 'Email'),
	emailOfName: (text) => emailOf(`${text}@example.com`, 'Email'),
	profileInputs: (text) => profileInputs({ timeFormat: text }),
	appInputs: (text) => appInputs({ domains: text, name: text }),
	...Object.fromEntries(
		[...new Set(expressions)].map((expression, index) => [
			`expression ${index}, ${expression.slice(0, 60)}`,
			(text: string) => {
				const fields = new Proxy({}, { get: () => text });
				return byN8n(expression.replaceAll('$executionId', '""'))(text, fields, fields);
			},
		]),
	),
};

function cpuMsOf(work: () => unknown): number {
	const before = process.cpuUsage();
	try {
		work();
	} catch (error) {
		if (!isOAuthProblem(error)) throw error;
	}
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** On a machine that is busy everything takes longer, a plain pass over the text too. */
const PASSES = 5;
function mostCpuMs(text: string): number {
	let sum = 0;
	const pass = cpuMsOf(() => {
		for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
	});
	return sum < 0 ? 0 : Math.max(MOST_CPU_MS, pass * PASSES);
}

it('all expressions of the credentials are there', () => {
	expect(expressions.length).toBeGreaterThan(10);
});

it.each(Object.entries(functions))(
	'2 MB of anything do not block the process: %s',
	(_, work) => {
		const slow = texts.flatMap(([name, text]) => {
			let least = cpuMsOf(() => work(text));
			// Its first run may be paid for by the compiler, and any by what the last one has left to the garbage collector.
			if (least < MOST_CPU_MS) return [];
			const most = mostCpuMs(text);
			for (let again = 0; least >= most && again < 3; again++)
				least = Math.min(
					least,
					cpuMsOf(() => work(text)),
				);
			return least < most ? [] : [`${name}: ${least} ms`];
		});
		expect(slow).toEqual([]);
	},
	120_000,
);
