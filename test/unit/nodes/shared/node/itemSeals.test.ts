import type { OAuthProblem } from '../../../../../oauth/problems';
import { keyIdOf } from '../../../../../oauth/seal';
import { sealedItem, OLDER_SEAL_KEY, SEAL_KEY, type Given } from '../../../../support/sealing';

const ADA = { owner: 'ada' };
const WITH_KEY = { sealKey: SEAL_KEY };
const TOKENS = { accessToken: 'demo-access', refreshToken: 'demo-refresh', extra: '{"a":1}' };

const sealed = async (given: Given = {}) =>
	await sealedItem({ fields: ADA, credential: WITH_KEY, ...given }).seals.seal(TOKENS);
const tokenOf = async (token: unknown, given: Given, kind: 'accessToken' | 'refreshToken' = 'accessToken') =>
	await sealedItem({ ...given, fields: { token: token as string, ...given.fields } }).token(
		'token',
		'Token',
		kind,
	);
const refused = async (work: Promise<unknown>): Promise<OAuthProblem> =>
	await work.then(
		() => Promise.reject(new Error('It was not refused')),
		(problem: OAuthProblem) => problem,
	);

describe('a field that takes a token', () => {
	it.each([
		['accessToken', 'demo-access'],
		['refreshToken', 'demo-refresh'],
	] as const)('takes a sealed set, of which it uses the %s', async (kind, token) => {
		const text = await sealed();
		for (const pasted of [text, ` "${text}"\n`, `Bearer ${text}`])
			expect(await tokenOf(pasted, { fields: ADA, credential: WITH_KEY }, kind)).toBe(token);
	});

	it('opens what an older key has sealed, and owners that are numbers', async () => {
		const older = await sealed({ credential: { sealKey: OLDER_SEAL_KEY }, fields: { owner: 42 } });
		const credential = { ...WITH_KEY, olderSealKeys: OLDER_SEAL_KEY };
		expect(await tokenOf(older, { fields: { owner: ' 42 ' }, credential })).toBe('demo-access');
	});

	it('takes a plain one with and without a key, and needs no owner for it', async () => {
		expect(await tokenOf('demo', {})).toBe('demo');
		expect(await tokenOf('demo', { credential: WITH_KEY })).toBe('demo');
	});

	it('takes a sealed set as long as can be', async () => {
		const raw = 'x'.repeat(1_000_000);
		const context = sealedItem({ fields: ADA, credential: WITH_KEY });
		const text = await context.seals.seal({ ...TOKENS, raw });
		expect(await tokenOf(text, { fields: ADA, credential: WITH_KEY })).toBe('demo-access');
	});

	it.each<[string, Given, string]>([
		['no credential', { fields: ADA }, 'The field "Token" is sealed, and there is no seal key'],
		['no key', { fields: ADA, credential: {} }, 'The field "Token" is sealed, and there is no seal key'],
		[
			'no owner',
			{ credential: WITH_KEY },
			'The field "Owner" is empty, and tokens are sealed for their owner',
		],
		[
			'another owner',
			{ fields: { owner: 'bob' }, credential: WITH_KEY },
			'The field "Token" was sealed for another owner',
		],
		[
			'another server',
			{ fields: ADA, credential: WITH_KEY, server: 'https://b.example' },
			'The field "Token" was sealed for another server',
		],
		[
			'another key',
			{ fields: ADA, credential: { sealKey: OLDER_SEAL_KEY } },
			'The field "Token" was sealed with the key',
		],
		[
			'no key at all',
			{ fields: ADA, credential: { sealKey: 'mustnotleak' } },
			'The seal key of the Demo credential is no key',
		],
	])('with %s says so, and repeats nothing', async (_, given, message) => {
		const problem = await refused(tokenOf(await sealed(), given));
		expect(problem).toMatchObject({
			kind: 'input',
			description: expect.stringContaining('Nothing was sent'),
		});
		expect(problem.message).toContain(message);
		expect(`${problem.message} ${problem.description}`).not.toMatch(/mustnotleak|demo-access/);
	});

	it('says when the token that it takes is not in the set', async () => {
		const text = await sealedItem({ fields: ADA, credential: WITH_KEY }).seals.seal({ accessToken: 'demo' });
		const problem = await refused(tokenOf(text, { fields: ADA, credential: WITH_KEY }, 'refreshToken'));
		expect(problem.message).toBe('The field "Token" is sealed, and there is no refresh token in it');
	});
});

describe('before anything is sent that is answered with tokens', () => {
	it.each<[string, Given, string | undefined]>([
		['nothing to seal with', {}, undefined],
		['key and owner', { fields: ADA, credential: WITH_KEY }, undefined],
		[
			'a key and no owner',
			{ credential: WITH_KEY },
			'The field "Owner" is empty, and tokens are sealed for their owner',
		],
		[
			'an owner and no key',
			{ fields: ADA, credential: {} },
			'The field "Owner" is filled in, and there is no seal key',
		],
		[
			'older keys alone',
			{ fields: ADA, credential: { olderSealKeys: SEAL_KEY } },
			'The Demo credential has older seal keys, and no seal key',
		],
	])('%s: %#', async (_, given, message) => {
		const { seals } = sealedItem(given);
		if (message === undefined) await seals.check();
		else expect(await refused(seals.check())).toMatchObject({ kind: 'input', message });
	});
});

it('what is sealed is sealed with the newest key', async () => {
	const { seals } = sealedItem({ fields: ADA, credential: { ...WITH_KEY, olderSealKeys: OLDER_SEAL_KEY } });
	expect(keyIdOf(await seals.seal(TOKENS))).toBe((await seals.keys())?.newest.id);
});
