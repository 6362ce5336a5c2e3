import { fieldsOf, storedSession } from '../../../../../nodes/shared/signing/keptSessions';
import { sessionOf } from '../../../../../oauth/sessions';
import type { TokenSet } from '../../../../../oauth/tokens';

const tokens: TokenSet = {
	accessToken: 'a1',
	refreshToken: 'r1',
	tokenType: 'Bearer',
	scopes: [],
	obtainedAt: '2030-01-01T00:00:00.000Z',
	expiresAt: '2030-01-01T01:00:00.000Z',
	raw: { access_token: 'a1' },
};
const session = sessionOf('alice', tokens);
const fields = fieldsOf(session);

describe('a session in the fields of a credential', () => {
	it('comes out as it went in, without the answer it was read from', () => {
		const { raw: _, ...kept } = tokens;
		const { dueAt } = session;
		expect(storedSession(fields, 'alice')).toEqual({
			tokens: { fingerprint: 'alice', accessToken: 'a1', dueAt, tokens: kept },
		});
		expect(fields.session).not.toContain('a1');
	});

	it('of another account is told from none', () => {
		expect(storedSession(fields, 'alice with another password')).toEqual({ isOfAnother: true });
	});

	it('goes by the access token beside it, which n8n empties to have it renewed', () => {
		expect(storedSession({ ...fields, accessToken: 'a2' }, 'alice').tokens?.accessToken).toBe('a2');
		expect(storedSession({ ...fields, accessToken: '' }, 'alice')).toEqual({});
	});

	it.each([
		[{}],
		[{ session: '', accessToken: 'a' }],
		[{ session: 'no JSON', accessToken: 'a' }],
		[{ session: '[]', accessToken: 'a' }],
		[{ session: 'null', accessToken: 'a' }],
		[{ session: '{"fingerprint":"alice"}', accessToken: 'a' }],
		[{ session: '{"fingerprint":"alice","tokens":[]}', accessToken: 'a' }],
		[{ session: fields.session }],
		[{ session: fields.session, accessToken: 7 }],
		[{ session: JSON.parse(fields.session ?? '') as object, accessToken: 'a' }],
	])('is none in %j', (data) => {
		expect(storedSession(data as never, 'alice')).toEqual({});
	});
});
