import { startTestBed } from '../support/fluxer';

const stage = startTestBed();

/** Tokens as people and tables bring them; each is read from the item, or computed by n8n. */
const UGLY = [
	'mustnotleak-token',
	' "Bearer mustnotleak-token"\u200b\n',
	'\ufeffmustnotleak-token',
	'={{ 1 + 1 }}',
	'{{ $json.token }}',
	'undefined',
	'',
	'mustnotleak one two',
	'x'.repeat(70_000),
	null,
	12,
	true,
	['mustnotleak-token'],
	{ token: 'mustnotleak-token' },
	undefined,
];
const items = UGLY.map((token) => (token === undefined ? {} : { token, 'access token': token }));

const introspected = async (token: string, maxTries?: number) =>
	await stage.n8n.run(items as never, {
		type: 'fluxer',
		parameters: { resource: 'token', operation: 'introspect', token, tokenTypeHint: 'access_token' },
		credentials: { fluxerSessionsOAuth2Api: 'client' },
		onError: 'continueRegularOutput',
		...(maxTries && { maxTries }),
	});

describe('a field that was dragged into a parameter', () => {
	it.each([
		['={{ $json.token }}', '={{ ($json.token) }}', undefined],
		['={{ $json["access token"] }}', '={{ ($json["access token"]) }}', undefined],
		['={{ $json.token }}', '={{ ($json.token) }}', 2],
	])('%s: each item comes to the same as with %s, tries: %s', async (dragged, computed, maxTries) => {
		const [ours, theirs] = [await introspected(dragged, maxTries), await introspected(computed, maxTries)];
		expect([ours.error, theirs.error]).toEqual([undefined, undefined]);
		expect(ours.json).toHaveLength(UGLY.length);
		expect(ours.json).toEqual(theirs.json);
		// What can be a token is asked about, once what was copied along is taken off.
		expect(ours.json.slice(0, 3)).toEqual([{ active: false }, { active: false }, { active: false }]);
		for (const { error } of ours.json.slice(3, 9))
			expect(error).toHaveProperty('message', expect.stringContaining('The field "Token"'));
	});
});
