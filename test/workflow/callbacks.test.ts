import type { IDataObject } from 'n8n-workflow';
import { CALLBACK, consent, startTestBed, step } from '../support/dropboxSign';
import { shown } from '../support/scenarios';

/** Callbacks as other nodes hand them over, at the provider that wants the state back. */
const stage = startTestBed();

/** The item of a Webhook node at the redirect URI. */
async function webhook() {
	const { callback, state } = await consent(stage);
	const { searchParams } = new URL(callback);
	return {
		expected: state,
		headers: {},
		query: Object.fromEntries(searchParams),
		webhookUrl: CALLBACK,
		callback,
	};
}
const exchange = async (item: object, parameters: object) =>
	await stage.n8n.run(
		[item as IDataObject],
		step('token:exchangeCode', { expectedState: '={{ $json.expected }}', ...parameters }, 'client'),
	);
const tokenRequests = async () => (await stage.control.requests()).filter(({ method }) => method === 'POST');

it.each([
	['the query', { code: '={{ $json.query }}' }],
	['the whole item', { code: '={{ $json }}' }],
	['code and state apart', { code: '={{ $json.query.code }}', returnedState: '={{ $json.query.state }}' }],
	['the address', { code: '={{ $json.callback }}' }],
	['the address in a text', { code: '="{{ $json.callback }}"' }],
	['its query as a text', { code: '=?{{ $json.callback.split("?")[1] }}' }],
])('%s of a callback is traded for tokens, with the state that came back', async (_, parameters) => {
	const item = await webhook();
	const { json, error } = await exchange(item, parameters);
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({
		accessToken: expect.any(String),
		extra: JSON.stringify({ state: item.expected }),
	});
	expect((await tokenRequests())[0]?.body).toMatchObject(item.query);
});

it.each([
	['the code alone', { code: '={{ $json.query.code }}' }, 'The state that came back is missing'],
	[
		'another state',
		{ code: '={{ $json.query.code }}', returnedState: 'theirs' },
		'The callback does not belong to this authorization',
	],
	[
		'a query without its state',
		{ code: '={{ ({ code: $json.query.code }) }}' },
		'The state that came back is missing',
	],
	[
		'a state that came twice',
		{ code: '={{ ({ ...$json.query, state: ["theirs", $json.query.state] }) }}' },
		'The callback has state more than once',
	],
	['another issuer', { code: '={{ $json.callback }}&iss=https://evil.example' }, 'comes from another server'],
	['an object without a code', { code: '={{ $json.headers }}' }, 'holds an object without a code'],
])('%s is refused before the code is spent', async (_, parameters, message) => {
	const item = await webhook();
	const { message: said, hint } = shown(await exchange(item, parameters));
	expect(said).toContain(message);
	expect(hint).toMatch(/The code was not spent\.|Nothing was sent\./);
	expect(await tokenRequests()).toEqual([]);
	expect((await exchange(item, { code: '={{ $json.query }}' })).error).toBeUndefined();
});

it('the issuer of the server that was asked is right', async () => {
	const iss = encodeURIComponent(new URL(stage.sandbox.dropboxSign).origin);
	const { error } = await exchange(await webhook(), { code: `={{ $json.callback }}&iss=${iss}` });
	expect(error).toBeUndefined();
});
