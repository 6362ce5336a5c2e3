import fc from 'fast-check';
import { systemTime } from '../../../../../nodes/shared/http/systemTime';
import type { Caller } from '../../../../../nodes/shared/node/caller';
import { ItemContext } from '../../../../../nodes/shared/node/itemContext';
import { ensureFresh } from '../../../../../nodes/shared/operations/ensureFresh';
import { readMoment } from '../../../../../oauth/dates';
import { OAuthProblem } from '../../../../../oauth/problems';
import type { TokenSet } from '../../../../../oauth/tokens';
import { sample } from '../../../../support/dialects';

const STORED = { accessToken: 'demo', refreshToken: 'demo-refresh' };
const END = '2030-01-31T12:00:00.000Z';
const RENEWED: TokenSet = {
	accessToken: 'new',
	refreshToken: 'new-refresh',
	tokenType: 'Bearer',
	scopes: [],
	expiresAt: END,
	obtainedAt: '2026-11-26T16:15:28.123Z',
	raw: {},
};

/** What becomes of a stored session, and the refresh tokens that were sent. */
async function ensured(
	tokenSet: unknown,
	minutesLeft: unknown = 5,
	parameters: object = { includeStatus: true },
	answer: TokenSet | OAuthProblem = RENEWED,
): Promise<Record<string, unknown>> {
	const values: Record<string, unknown> = { tokenSet, minutesLeft, ...parameters };
	const context = new ItemContext(sample(), { parameter: (name) => values[name] } as Caller);
	const refresh = jest.fn(async (_refreshToken: string) => {
		if (answer instanceof OAuthProblem) throw answer;
		return answer;
	});
	const outcome: Record<string, unknown> = await ensureFresh(context, {
		refresh,
		successorsOf: () => undefined,
	}).catch((error: object) => ({
		...error,
		message: String((error as Error).message),
	}));
	return { ...outcome, sent: refresh.mock.calls.map(([token]) => token) };
}

describe('a stored session', () => {
	it('is never fresh, and no token of it is spent, unless its end is understood', async () => {
		const end = fc.oneof(fc.anything(), fc.string(), fc.integer(), fc.integer().map(String), fc.double());
		await fc.assert(
			fc.asyncProperty(end, async (expiresAt) => {
				const { status, sent, message } = await ensured({ ...STORED, expiresAt });
				const moment = readMoment(expiresAt);
				if (moment === undefined)
					expect([message, sent]).toEqual(['The token set has no readable expiresAt', []]);
				else expect(status).toBe(moment - systemTime.now() > 300_999 ? 'fresh' : 'refreshed');
			}),
		);
	});

	it.each([3600, '3600', '86400', '46352', 'soon', ' ', {}])(
		'that ends at %j is refused by that name',
		async (expiresAt) => {
			expect(await ensured({ ...STORED, expiresAt })).toMatchObject({
				kind: 'input',
				message: 'The token set has no readable expiresAt',
				description: expect.stringMatching(/lifetime such as 3600.*Nothing was sent/),
				sent: [],
			});
		},
	);

	it.each(['demo-refresh', ' demo-refresh\n', 'Bearer demo-refresh', '"demo-refresh"'])(
		'sends its refresh token %j as it is meant',
		async (refreshToken) => {
			const { status, sent } = await ensured({ ...STORED, refreshToken, expiresAt: 1795709728 - 1e8 });
			expect([status, sent]).toEqual(['refreshed', ['demo-refresh']]);
		},
	);

	it.each([
		[
			{ ...STORED, refreshToken: 'two words', expiresAt: '2020-01-01' },
			5,
			'The field "Token Set: refreshToken" has a space',
		],
		[
			{ ...STORED, refreshToken: ' ', expiresAt: '2020-01-01' },
			5,
			'The field "Token Set: refreshToken" is empty',
		],
		[{ ...STORED, expiresAt: '2020-01-01' }, { a: 1 }, 'The field "Minutes Left" is not a number'],
		['[object Object]', 5, 'The field "Token Set" holds no object'],
		[[STORED], 5, 'The field "Token Set" holds no object'],
	])('%j with %j minutes left is refused before anything is sent', async (tokenSet, minutesLeft, message) => {
		const refused = await ensured(tokenSet, minutesLeft);
		expect(refused.message).toContain(message);
		expect(refused).toMatchObject({ kind: 'input', sent: [] });
	});
});

describe('what is returned', () => {
	const fresh = { ...STORED, expiresAt: new Date(systemTime.now() + 3_600_999).toISOString() };
	const due = { ...STORED, expiresAt: '2020-01-01T00:00:00.000Z' };
	const deadGrant = new OAuthProblem({
		kind: 'refused',
		message: 'over',
		hint: '',
		providerCode: 'invalid_grant',
	});

	it.each<[string, object, object, object]>([
		['a fresh row', fresh, {}, {}],
		['a refreshed row', due, {}, { accessToken: 'new', refreshToken: 'new-refresh', expiresAt: END }],
		['with its status', fresh, { includeStatus: true }, { status: 'fresh', reason: null }],
		['status in its column', { ...fresh, status: 'x' }, {}, { status: 'fresh' }],
		['no old reason', { ...fresh, status: null, reason: 'x' }, {}, { status: 'fresh', reason: null }],
		[
			'a dead row',
			due,
			{ returnDeadSessions: true, fails: true },
			{ status: 'reconnectRequired', reason: 'over' },
		],
	])('is the row that came in: %s', async (_, row, parameters, changed) => {
		const { fails, ...values } = { fails: false, ...parameters };
		const { sent: _sent, ...outcome } = await ensured(row, 5, values, fails ? deadGrant : RENEWED);
		expect(outcome).toEqual({ ...row, ...changed });
		expect(Object.keys(outcome).slice(0, Object.keys(row).length)).toEqual(Object.keys(row));
	});
});
