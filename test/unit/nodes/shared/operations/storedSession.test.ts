import {
	openSession,
	readRow,
	readRows,
	reportOn,
} from '../../../../../nodes/shared/operations/storedSession';
import { SEAL_KEY, sealedItem } from '../../../../support/sealing';

const TOKENS = { accessToken: 'demo', refreshToken: 'demo-refresh' };

describe('the field with the rows', () => {
	it.each<[unknown, object[]]>([
		[TOKENS, [TOKENS]],
		[
			[TOKENS, TOKENS],
			[TOKENS, TOKENS],
		],
		[JSON.stringify([TOKENS]), [TOKENS]],
		[JSON.stringify(TOKENS), [TOKENS]],
		[[], []],
	])('holds %j', (value, rows) => expect(readRows(value)).toEqual(rows));

	it.each([undefined, null, '', 'demo', 7, [[TOKENS]], [TOKENS, 'demo'], '[1]'])('refuses %j', (value) => {
		expect(() => readRows(value)).toThrow('The field "Token Set" holds no object');
		expect(() => readRow([value])).toThrow('The field "Token Set" holds no object');
	});
});

it('says which of several rows is none', () => {
	expect(() => readRows([TOKENS, 7, TOKENS])).toThrow('Row 2 of 3: The field "Token Set" holds no object');
});

describe('a stored session', () => {
	it('is read with names as databases fold them, and without what was copied along', async () => {
		const row = { accesstoken: ' Bearer demo\n', refreshtoken: null, expiresat: 1795713129 };
		expect(await openSession(sealedItem({}), row)).toEqual({ accessToken: 'demo', expiresAt: 1795713129 });
	});

	it.each<[object, string]>([
		[{}, 'The token set holds no tokens'],
		[{ ...TOKENS, expiresAt: '3600' }, 'The token set has no readable expiresAt'],
		[{ ...TOKENS, refreshTokenExpiresAt: 'soon' }, 'The token set has no readable refreshTokenExpiresAt'],
		[{ ...TOKENS, accessToken: {} }, 'The field "Token Set: accessToken"'],
		[{ ...TOKENS, refreshToken: 'two words' }, 'The field "Token Set: refreshToken" has a space'],
		[{ accessToken: 'sealed.v1.x' }, 'holds something sealed as its accessToken'],
		[{ sealedTokens: 'sealed.v1.x' }, 'and there is no seal key'],
	])('%j is refused', async (row, message) => {
		await expect(openSession(sealedItem({}), row as never)).rejects.toThrow(message);
	});

	it('in the plain needs neither seal nor owner, since none of its tokens is put out', async () => {
		const context = sealedItem({ credential: { sealKey: SEAL_KEY } });
		expect(await openSession(context, TOKENS)).toMatchObject(TOKENS);
		await expect(context.seals.check()).resolves.toBeUndefined();
	});

	it('is reported on with the columns of its table, and without those of the tokens', () => {
		const own = { id: 7, owner: 'ada', Note: 'x' };
		const row = {
			...own,
			...TOKENS,
			ACCESSTOKEN: 'own',
			expiresin: 1,
			extra: '{}',
			raw: '{}',
			sealedTokens: 's',
		};
		expect(reportOn({ ...row, expiresat: 1, status: 'old' }, { status: 'new' })).toEqual({
			...own,
			ACCESSTOKEN: 'own',
			expiresin: 1,
			status: 'new',
		});
	});
});
