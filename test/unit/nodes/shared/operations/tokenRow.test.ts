import type { IDataObject } from 'n8n-workflow';
import { TokenRow } from '../../../../../nodes/shared/operations/tokenRow';
import type { TokenSet } from '../../../../../oauth/tokens';
import { sample } from '../../../../support/dialects';

const NOW = Date.parse('2026-11-26T16:00:00Z');
const HOUR = { expiresAt: '2026-11-26T17:00:00.000Z', obtainedAt: '2026-11-26T16:00:00.000Z' };
const NEW: TokenSet = {
	accessToken: 'new',
	refreshToken: 'new-refresh',
	tokenType: 'Bearer',
	scopes: [],
	...HOUR,
	extra: { tenant: 7 },
	raw: { access_token: 'new' },
};
const rowOf = (columns: object) => new TokenRow(columns as IDataObject, sample().tokens);
const renewed = (columns: object) => rowOf(columns).renewed(NEW).output(NOW);

describe('a row with new tokens', () => {
	it.each<[string, object, object]>([
		['tokens', { accessToken: 'a', refreshToken: 'r' }, { accessToken: 'new', refreshToken: 'new-refresh' }],
		['what the new ones lack', { refreshTokenExpiresAt: HOUR.expiresAt }, { refreshTokenExpiresAt: null }],
		['scopes that go without saying', { scopes: ['a', 'b'] }, { scopes: 'a b' }],
		['seconds', { expiresAt: 1e9, expiresInSeconds: 9 }, { expiresAt: 1795712400, expiresInSeconds: 3600 }],
		[
			'no date beside seconds',
			{ expiresAt: 1e9, obtainedAt: null },
			{ expiresAt: 1795712400, obtainedAt: 1795708800 },
		],
		['the answer as text', { extra: { a: 1 } }, { extra: '{"tenant":7}' }],
		[
			'the answer as JSON',
			{ extra: '{}', raw: '{"access_token":"a"}' },
			{ extra: '{"tenant":7}', raw: '{"access_token":"new"}' },
		],
		['an empty column', { extra: '', tokenType: null }, { extra: '{"tenant":7}', tokenType: 'Bearer' }],
	])('has %s', (_, columns, expected) => {
		expect(renewed({ accessToken: 'a', ...columns })).toEqual({ accessToken: 'new', ...expected });
	});

	it('has names as databases fold them', () => {
		const folded = { accesstoken: 'a', refreshtoken: 'r', expiresat: null, expiresinseconds: 9 };
		expect(renewed(folded)).toEqual({
			accesstoken: 'new',
			refreshtoken: 'new-refresh',
			expiresat: HOUR.expiresAt,
			expiresinseconds: 3600,
		});
	});

	it('has the access token also where there was none', () => {
		expect(renewed({ refreshToken: 'r' })).toEqual({ accessToken: 'new', refreshToken: 'new-refresh' });
	});

	const own = {
		id: 7,
		error: 'none',
		refreshed: true,
		status2: { nested: [1] },
		extra: 'likes jazz',
		raw: { payload: 1 },
		AccessToken: 'kept',
		createdAt: new Date(NOW),
		__proto__x: null,
	};

	it('keeps the columns of its own as they are', () => {
		expect(renewed({ accessToken: 'a', ...own })).toEqual({ accessToken: 'new', ...own });
		expect(renewed({ accessToken: 'a', raw: 'a note' })).toEqual({ accessToken: 'new', raw: 'a note' });
	});
});

describe('a row as an item', () => {
	it.each<[string, object, object]>([
		['counts anew', { ...HOUR, expiresInSeconds: 9 }, { expiresInSeconds: 3600 }],
		[
			'counts nothing where no end is known',
			{ refreshTokenExpiresInSeconds: 9 },
			{ refreshTokenExpiresInSeconds: null },
		],
		['holds text', { scopes: ['a'], extra: { a: 1 } }, { scopes: 'a', extra: '{"a":1}' }],
	])('%s', (_, columns, changed) => {
		expect(rowOf(columns).output(NOW)).toEqual({ ...columns, ...changed });
	});
});
