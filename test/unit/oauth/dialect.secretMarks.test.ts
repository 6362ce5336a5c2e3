import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { calComOAuth2 } from '../../../nodes/CalCom/calComOAuth2.dialect';
import { calComPlatform } from '../../../nodes/CalCom/calComPlatform.dialect';
import { dropboxSign } from '../../../nodes/DropboxSign/dropboxSign.dialect';
import { fluxer } from '../../../nodes/Fluxer/fluxer.dialect';
import { fuseSign } from '../../../nodes/FuseSign/fuseSign.dialect';
import { peerTube } from '../../../nodes/PeerTube/peerTube.dialect';
import { credentialSecrets } from '../../../nodes/shared/signing/credentialSecrets';
import { root, shippedDialects } from '../../support/providers';

/** What each provider treats as secret, by the names of the dialect's inputs; one-time codes apart. */
const SECRETS = [
	[peerTube, ['clientSecret', 'password', 'externalAuthToken', 'refreshToken', 'accessToken'], ['otp']],
	[fuseSign, ['clientSecret', 'code', 'refreshToken', 'accessToken'], []],
	[dropboxSign, ['clientSecret', 'code', 'refreshToken', 'accessToken'], []],
	[calComOAuth2, ['clientSecret', 'code', 'codeVerifier', 'refreshToken', 'accessToken'], []],
	[calComPlatform, ['clientSecret', 'code', 'webSessionToken', 'refreshToken', 'accessToken'], []],
	[
		fluxer,
		[
			...['clientSecret', 'code', 'codeVerifier', 'refreshToken', 'accessToken', 'token'],
			...['password', 'sudoToken', 'sessionToken', 'botToken'],
		],
		['mfaCode'],
	],
] as const;

/** Every place of every input in the templates of a dialect. */
const inputsIn = (endpoints: object) =>
	[...JSON.stringify(endpoints).matchAll(/\{(!*)(\w+)(\?*)\}/g)].map(([, marks = '', name = '']) => ({
		marks,
		name,
	}));
const inBothOrders = (names: readonly string[]) => [...names].sort();

describe.each(
	SECRETS.map(
		([dialect, ...rest]) => [`${dialect.provider}, ${dialect.tokens.accessToken}`, dialect, ...rest] as const,
	),
)('the dialect of %s', (_, { endpoints }, secrets, oneTimeCodes) => {
	const inputs = inputsIn(endpoints);
	const marked = (marks: string) =>
		inBothOrders([...new Set(inputs.filter((input) => input.marks === marks).map(({ name }) => name))]);

	it('marks every secret, wherever it stands, and nothing else', () => {
		expect(marked('!')).toEqual(inBothOrders(secrets));
		expect(marked('!!')).toEqual(inBothOrders(oneTimeCodes));
		expect(marked('').filter((name) => [...secrets, ...oneTimeCodes].includes(name as never))).toEqual([]);
	});
});

describe.each(shippedDialects)('the dialect of $provider', ({ endpoints }) => {
	it('leaves nothing unmarked that sounds like a secret', () => {
		const unmarked = inputsIn(endpoints).filter(({ marks }) => marks === '');
		const innocent = [
			'codeChallenge',
			'codeChallengeMethod',
			'tokenTypeHint',
			'botPublic',
			'botRequireCodeGrant',
		];
		const suspicious = unmarked.filter(({ name }) =>
			/secret|token|password|code|otp|verifier|cookie/i.test(name),
		);
		expect(suspicious.filter(({ name }) => !innocent.includes(name))).toEqual([]);
	});
});

describe('the secrets of a credential', () => {
	it('are found by the last word of their names, in JSON and lists as well', () => {
		const held = {
			clientId: 'id',
			clientSecret: 'a',
			oauthTokenData: { access_token: 'b', token_type: 'Bearer', refresh_token: 'c', scope: 'S256' },
			session: JSON.stringify({ fingerprint: 'f', tokens: { refreshToken: 'd', tokenType: 'Bearer' } }),
			tokenTypeHint: 'access_token',
			accessTokenUrl: 'https://sample.example/token',
			apiKeys: ['no key'],
			apiKey: ['e'],
		};
		expect(credentialSecrets(held).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'no key']);
	});

	it('are those of all fields that the editor hides', () => {
		const folder = path.join(root, 'credentials');
		const types = readdirSync(folder).flatMap((file) =>
			Object.values(require(path.join(folder, file)) as object),
		);
		const hidden = (types as Array<new () => ICredentialType>).flatMap((Type) =>
			new Type().properties.filter(({ typeOptions }) => typeOptions?.password).map(({ name }) => name),
		);
		expect(hidden.length).toBeGreaterThan(9);
		for (const name of hidden) expect([name, credentialSecrets({ [name]: 'x' })]).toEqual([name, ['x']]);
	});

	it('of a credential that is nested as deep as can be are looked for as deep as anybody nests', () => {
		let deep: object = { token: 'x' };
		for (let level = 0; level < 200_000; level++) deep = { deep };
		expect(credentialSecrets({ deep, apiKey: 'a' })).toEqual(['a']);
		const text = '['.repeat(1e5) + ']'.repeat(1e5);
		expect(credentialSecrets({ session: text, apiKey: 'a' })).toEqual([text, 'a']);
	});
});
