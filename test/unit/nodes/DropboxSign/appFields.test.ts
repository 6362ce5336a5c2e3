import { appInputs, hasHalfOAuth } from '../../../../nodes/DropboxSign/appFields';

describe('the fields of an API app', () => {
	it.each([
		[{}, {}],
		[
			{ name: ' A ', domains: 'a.example,\n b.example' },
			{ name: 'A', domains: ['a.example', 'b.example'] },
		],
		[{ domains: ['a.example'] }, { domains: ['a.example'] }],
		[{ callbackUrl: '' }, { callbackUrl: '' }],
		[{ insertEverywhere: false }, { options: { can_insert_everywhere: false } }],
		[{ oauthCallbackUrl: 'https://a.example' }, { oauth: { callback_url: 'https://a.example' } }],
		[{ oauthScopes: [] }, {}],
		[{ oauthScopes: 'team_access' }, { oauth: { scopes: ['team_access'] } }],
		[{ whiteLabeling: '{"a":1}' }, { whiteLabeling: { a: 1 } }],
		[{ whiteLabeling: { a: 1 } }, { whiteLabeling: { a: 1 } }],
	])('%j become %j', (values, expected) => {
		expect(appInputs(values)).toEqual(expected);
	});

	it.each([['[]'], ['text'], [null], ['']])('a white labeling of %j is none', (whiteLabeling) => {
		expect(() => appInputs({ whiteLabeling })).toThrow('holds no JSON object');
	});

	it.each([
		[{ domains: '["a.example"]' }, ['a.example']],
		[{ domains: ['a.example b.example'] }, ['a.example', 'b.example']],
	])('%j are the domains %j', (values, domains) => expect(appInputs(values)).toEqual({ domains }));

	it.each([
		[{ domains: { a: 1 } }, 'The field "Domains" is not text'],
		[{ oauthScopes: [{ a: 1 }] }, 'The field "OAuth Scopes" is not text'],
	])('%j are refused by the name of the field', (values, message) => {
		expect(() => appInputs(values)).toThrow(message);
	});

	it.each([
		[{}, false],
		[{ oauthCallbackUrl: '', oauthScopes: [] }, false],
		[{ oauthCallbackUrl: 'https://a.example', oauthScopes: ['team_access'] }, false],
		[{ oauthCallbackUrl: 'https://a.example' }, true],
		[{ oauthScopes: ['team_access'] }, true],
		[{ oauthCallbackUrl: ' ', oauthScopes: ['team_access'] }, true],
	])('%j is half of OAuth: %j', (values, expected) => {
		expect(hasHalfOAuth(values)).toBe(expected);
	});
});
