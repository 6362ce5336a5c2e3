import type { IDataObject } from 'n8n-workflow';
import type { Control } from '../support/control';
import { newAccount, PASSWORD, withCredential, withFields } from '../support/peerTube';
import { OLDER_SEAL_KEY, SEAL_KEY } from '../support/sealing';
import { openTestBed } from '../support/testBed';
import type { Step } from '../support/testN8n';

const stage = openTestBed('peertube');
const KEYS = { sealKey: SEAL_KEY };
const DUE = '2020-01-01T00:00:00.000Z';

const run = async (...steps: Step[]) => await stage.n8n.run([{}], ...steps);
const one = async (...steps: Step[]) => {
	const { json, error } = await run(...steps);
	expect(error).toBeUndefined();
	return json[0] as IDataObject;
};
const problemOf = async (step: Step) => (await run(step)).error as { message: string; description?: string };

/** A step for somebody else's session, with a credential that has nothing but a key. */
const forOthers = (operation: string, parameters: object, key = 'seal key'): Step => ({
	...withFields(operation, stage.sandbox.peerTube, parameters),
	credentials: { peerTubeSessionsSealKeyApi: key },
});

async function signedIn(owner = 'ada') {
	const username = await newAccount(stage);
	stage.n8n.addCredential('seal key', 'peerTubeSessionsSealKeyApi', KEYS);
	stage.n8n.addCredential('other key', 'peerTubeSessionsSealKeyApi', { sealKey: OLDER_SEAL_KEY });
	return await one(forOthers('session:logIn', { username, password: PASSWORD, owner }));
}

/** All tokens that ever went over the wire. */
const tokensOnTheWire = async (control: Control) => [
	...new Set(JSON.stringify(await control.requests()).match(/\b[0-9a-f]{40}\b/g) ?? []),
];

describe('a session that is sealed', () => {
	it('is signed in, used, renewed and ended, and no token is put out', async () => {
		const first = await signedIn();
		expect(first).toMatchObject({ owner: 'ada', sealedTokens: expect.stringMatching(/^sealed\.v1\./) });
		expect(first).toMatchObject({ tokenType: 'Bearer', expiresAt: expect.any(String) });
		const use = (row: IDataObject) => ({ accessToken: row.sealedTokens, owner: row.owner });
		const outputs = [first];
		outputs.push(await one(forOthers('user:getCurrent', use(first))));
		const row = { ...first, id: 3, accessToken: null, status: null, expiresAt: DUE };
		const renewed = await one(forOthers('session:ensureFresh', { tokenSet: row }));
		expect(Object.keys(renewed).sort()).toEqual(Object.keys(row).sort());
		expect(renewed).toMatchObject({ id: 3, accessToken: null, status: 'refreshed', owner: 'ada' });
		expect(renewed.sealedTokens).not.toBe(first.sealedTokens);
		const fresh = await one(forOthers('session:ensureFresh', { tokenSet: renewed }));
		expect(fresh).toMatchObject({ status: 'fresh', sealedTokens: renewed.sealedTokens });
		const given = { refreshToken: renewed.sealedTokens, owner: 'ada' };
		const refreshed = await one(forOthers('session:refresh', given));
		outputs.push(renewed, fresh, refreshed, await one(forOthers('session:logOut', use(refreshed))));
		const dead = { ...refreshed, status: null, expiresAt: DUE };
		outputs.push(await one(forOthers('session:ensureFresh', { tokenSet: dead, returnDeadSessions: true })));
		expect(outputs.at(-1)).toMatchObject({
			status: 'reconnectRequired',
			sealedTokens: refreshed.sealedTokens,
		});
		const tokens = await tokensOnTheWire(stage.control);
		expect(tokens.length).toBeGreaterThanOrEqual(4);
		for (const token of tokens) expect(JSON.stringify(outputs)).not.toContain(token);
	});

	it('is checked and ended without being put out, also in a list', async () => {
		const sessions = [await signedIn('ada'), await signedIn('bob')];
		const rows = sessions.map((row, id): IDataObject => ({ ...row, id }));
		const [first] = rows;
		const { sealedTokens: _, ...report } = await one(forOthers('session:check', { tokenSet: first }));
		expect(report).toEqual({
			id: 0,
			owner: 'ada',
			status: 'alive',
			reason: null,
			expiresAt: first?.expiresAt,
		});
		const { json } = await run(forOthers('session:revokeEverything', { tokenSet: rows }));
		expect(json).toEqual(['ada', 'bob'].map((owner, id) => ({ id, owner, status: 'ended', reason: null })));
		expect(await one(forOthers('session:check', { tokenSet: first }))).toMatchObject({ status: 'ended' });
		expect(
			(await problemOf(forOthers('session:check', { tokenSet: first, owner: 'bob' }))).message,
		).toContain('another owner');
	});

	it('is checked in the plain too, where the credential has a key', async () => {
		const username = await newAccount(stage);
		stage.n8n.addCredential('seal key', 'peerTubeSessionsSealKeyApi', KEYS);
		const logIn = withFields('session:logIn', stage.sandbox.peerTube, { username, password: PASSWORD });
		const tokenSet = await one(logIn);
		for (const [operation, status] of [
			['check', 'alive'],
			['revokeEverything', 'ended'],
		]) {
			expect(await one(forOthers(`session:${operation}`, { tokenSet }))).toMatchObject({ status });
		}
	});

	it('is put out by the account of a credential with a key as well', async () => {
		const username = await newAccount(stage, {}, KEYS);
		const sealed = await one(
			withCredential('session:logIn', username, { owner: 'me', options: { includeRawAnswer: true } }),
		);
		expect(Object.keys(sealed)).not.toEqual(expect.arrayContaining(['accessToken']));
		expect(JSON.stringify(sealed)).not.toMatch(/\b[0-9a-f]{40}\b/);
		const plain = await one(forOthers('session:unseal', { tokenSet: sealed, owner: 'me' }));
		expect(JSON.stringify(plain.raw)).toContain(String(plain.accessToken));
	});

	it('is not opened, and nothing is sent, with another key, for another owner, or when it is damaged', async () => {
		const { sealedTokens } = await signedIn();
		const { requests } = await stage.control.counters();
		const use = (owner: string, key?: string, accessToken = sealedTokens) =>
			forOthers('user:getCurrent', { accessToken, owner }, key);
		expect((await problemOf(use('ada', 'other key'))).message).toContain('was sealed with the key');
		expect((await problemOf(use('bob'))).message).toContain('was sealed for another owner');
		expect((await problemOf(use(''))).message).toContain('The field "Owner" is empty');
		const cut = String(sealedTokens).slice(0, -3);
		expect((await problemOf(use('ada', undefined, cut))).message).toContain('is sealed and damaged');
		const { credentials: _none, ...without } = use('ada');
		expect((await problemOf(without)).message).toContain('there is no seal key');
		expect((await stage.control.counters()).requests).toEqual(requests);
	});

	it('is not begun without an owner', async () => {
		const { requests } = await stage.control.counters();
		const username = await newAccount(stage, {}, KEYS);
		expect((await problemOf(withCredential('session:logIn', username))).message).toContain(
			'The field "Owner" is empty',
		);
		expect((await stage.control.counters()).requests).toEqual(requests);
	});
});

describe('a plain row, where the credential has a key', () => {
	it.each([
		['something sealed as its refreshToken', { refreshToken: 'sealed.v1.demo' }, {}],
		['no owner, but an expression', {}, { owner: '{{ $json.owner }}' }],
		['no owner, but an expression', {}, { owner: 'undefined' }],
	])('is refused with %s, and nothing is sent', async (message, columns, parameters) => {
		stage.n8n.addCredential('seal key', 'peerTubeSessionsSealKeyApi', KEYS);
		const row = { accessToken: 'a', refreshToken: 'r', expiresAt: DUE, sealedTokens: null, ...columns };
		const { requests } = await stage.control.counters();
		for (const operation of ['session:ensureFresh', 'session:seal']) {
			const step = forOthers(operation, { tokenSet: row, owner: 'ada', ...parameters });
			expect((await problemOf(step)).message).toContain(message);
		}
		expect((await stage.control.counters()).requests).toEqual(requests);
	});

	it('that is empty stays so', async () => {
		stage.n8n.addCredential('seal key', 'peerTubeSessionsSealKeyApi', KEYS);
		const row = { accessToken: null, refreshToken: null, expiresAt: '2099-01-01T00:00:00.000Z', owner: 5 };
		const empty = { ...row, sealedTokens: null };
		expect(await one(forOthers('session:ensureFresh', { tokenSet: empty }))).toEqual(empty);
	});

	it('is sealed by Ensure Fresh where the table has the column, and else refused before anything is sent', async () => {
		const username = await newAccount(stage);
		const logIn = withFields('session:logIn', stage.sandbox.peerTube, { username, password: PASSWORD });
		const row = { ...(await one(logIn)), owner: 'ada', expiresAt: DUE };
		const { tokenCalls } = await stage.control.counters();
		const step = (tokenSet: object) => forOthers('session:ensureFresh', { tokenSet });
		const { message } = await problemOf(step(row));
		expect(message).toBe('The token set holds tokens in the plain, and the credential has a seal key');
		expect((await stage.control.counters()).tokenCalls).toBe(tokenCalls);
		expect(await one(step({ ...row, sealedTokens: null }))).toMatchObject({
			accessToken: null,
			refreshToken: null,
			sealedTokens: expect.stringMatching(/^sealed\.v1\./),
		});
	});
});
