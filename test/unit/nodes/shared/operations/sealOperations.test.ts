import type { IDataObject } from 'n8n-workflow';
import { sealOperations } from '../../../../../nodes/shared/operations/sealOperations';
import { keyIdOf } from '../../../../../oauth/seal';
import { OLDER_SEAL_KEY, SEAL_KEY, sealedItem } from '../../../../support/sealing';

const [NEW, OLD] = [{ sealKey: SEAL_KEY }, { sealKey: OLDER_SEAL_KEY }];
const BOTH = { ...NEW, olderSealKeys: OLDER_SEAL_KEY };

/** A row as a Data Table hands it out. */
const ROW = {
	id: 7,
	owner: 'ada',
	accessToken: 'demo-access',
	refreshToken: 'demo-refresh',
	extra: '{"tokens_of":"ada"}',
	raw: null,
	sealedTokens: null,
	scopes: 'a b',
	expiresAt: '2030-01-31T12:00:00.000Z',
	note: 'mine',
};

async function run(name: string, tokenSet: unknown, credential: IDataObject | undefined = NEW, owner = '') {
	const operation = sealOperations('token set', []).find((each) => each.name === name);
	const item = sealedItem({ fields: { tokenSet: tokenSet as IDataObject, owner }, credential });
	return (await operation?.run(item)) as IDataObject;
}
const refused = async (...given: Parameters<typeof run>) =>
	await run(...given).then(
		(row) => Promise.reject(new Error(`It was not refused: ${JSON.stringify(row)}`)),
		(problem: object) => problem,
	);

describe('Seal', () => {
	it('gives back the row, with its tokens sealed and their columns emptied', async () => {
		const { sealedTokens, ...columns } = await run('Seal', ROW);
		expect(columns).toEqual({
			...ROW,
			accessToken: null,
			refreshToken: null,
			extra: null,
			sealedTokens: undefined,
		});
		expect(await run('Unseal', { ...columns, sealedTokens })).toEqual(ROW);
	});

	it.each([
		(text: string) => `"${text}"`,
		(text: string) => `Bearer ${text}\n`,
		(text: string) => `sealedTokens=${text}`,
	])('takes its sealed text with what is copied along: %s', async (pasted) => {
		const { sealedTokens } = await run('Seal', ROW);
		expect(await run('Unseal', pasted(String(sealedTokens)), NEW, 'ada')).toMatchObject({
			accessToken: ROW.accessToken,
		});
	});

	it('can be taken up again: what is sealed stays as it is, with an older key too', async () => {
		const sealed = await run('Seal', ROW, OLD);
		expect(await run('Seal', sealed, BOTH)).toEqual(sealed);
	});

	it('adds the column where there is none, and leaves those called extra and raw alone that are not its own', async () => {
		const row = { accessToken: 'demo-access', extra: 'my words', raw: 'mine', owner: 'ada' };
		expect(await run('Seal', row)).toEqual({
			...row,
			accessToken: null,
			sealedTokens: expect.stringMatching(/^sealed\.v1\./),
		});
	});

	it('knows columns by their names in lower case', async () => {
		const sealed = await run('Seal', {
			accesstoken: 'demo',
			refreshtoken: 'demo',
			sealedtokens: '',
			owner: 'ada',
		});
		expect(Object.keys(sealed)).toEqual(['accesstoken', 'refreshtoken', 'sealedtokens', 'owner']);
		expect(sealed).toMatchObject({ accesstoken: null, sealedtokens: expect.stringMatching(/^sealed\./) });
		expect(await run('Unseal', sealed)).toMatchObject({ accesstoken: 'demo', sealedtokens: null });
	});

	it('seals for the owner that the field names, and writes it where the row has room for it', async () => {
		const sealed = await run('Seal', { ...ROW, owner: '' }, NEW, 'bob');
		expect(sealed.owner).toBe('bob');
		expect(await refused('Unseal', { ...sealed, owner: 'ada' })).toMatchObject({
			message: 'The field "Token Set: sealedTokens" was sealed for another owner',
		});
	});
});

describe('Unseal', () => {
	it('takes the sealed text alone, and leaves a plain row as it is', async () => {
		const { sealedTokens } = await run('Seal', ROW);
		expect(await run('Unseal', ` ${String(sealedTokens)}\n`, NEW, 'ada')).toEqual({
			accessToken: 'demo-access',
			refreshToken: 'demo-refresh',
			extra: ROW.extra,
			sealedTokens: null,
		});
		expect(await run('Unseal', ROW)).toEqual(ROW);
	});
});

describe('Re-Seal', () => {
	it('seals with the newest key what an older one has sealed, and nothing twice', async () => {
		const old = await run('Seal', ROW, OLD);
		const renewed = await run('Re-Seal', old, BOTH);
		expect({ ...renewed, sealedTokens: '' }).toEqual({ ...old, sealedTokens: '' });
		expect(keyIdOf(String(renewed.sealedTokens))).not.toBe(keyIdOf(String(old.sealedTokens)));
		expect(await run('Re-Seal', renewed, BOTH)).toEqual(renewed);
		expect(await run('Unseal', renewed, NEW)).toEqual(ROW);
	});
});

describe('is refused by all of them, or by those that are named', () => {
	const all = ['Seal', 'Unseal', 'Re-Seal'];
	const half = { ...ROW, sealedTokens: 'sealed.v1.half' };
	it.each<[string, string[], unknown, IDataObject | undefined, string]>([
		['a row with both', all, half, NEW, 'The token set holds tokens in the plain and sealed ones'],
		[
			'a damaged one',
			all,
			{ sealedTokens: 'sealed.v1.half', owner: 'ada' },
			NEW,
			'The field "Token Set: sealedTokens" is sealed and damaged',
		],
		['no row', all, 'sealed', NEW, 'The field "Token Set" holds no object'],
		['a row without tokens', ['Seal', 'Unseal'], { owner: 'ada' }, NEW, 'The token set holds no tokens'],
		['a plain row', ['Re-Seal'], ROW, NEW, 'The token set is not sealed'],
		['no key', ['Seal'], ROW, {}, 'there is no seal key'],
		['no owner', ['Seal'], { ...ROW, owner: null }, NEW, 'The field "Owner" is empty'],
		['an owner that is none', ['Seal'], { ...ROW, owner: { a: 1 } }, NEW, 'The column "owner" is not text'],
	])('%s', async (_, names, row, credential, message) => {
		for (const name of names)
			expect(await refused(name, row, credential)).toMatchObject({
				kind: 'input',
				message: expect.stringContaining(message),
				description: expect.stringContaining('Nothing was sent'),
			});
	});
});
