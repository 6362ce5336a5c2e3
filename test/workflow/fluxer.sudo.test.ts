import type { IDataObject } from 'n8n-workflow';
import { APPLICATION, PASSWORD, picked, refusal, startTestBed, step } from '../support/fluxer';

const stage = startTestBed();
const sudo = ['application:delete', 'application:resetClientSecret', 'application:resetBotToken'];
const of = (operation: string, credential: string, id = APPLICATION, parameters: object = {}) =>
	step(stage, operation, { applicationId: picked(id), ...parameters }, credential);
const run = async (items: IDataObject[], ...steps: Array<ReturnType<typeof of>>) => {
	const result = await stage.n8n.run(items, ...steps);
	expect(result.error).toBeUndefined();
	return result;
};
const brunosApplication = async () =>
	(await stage.post<{ id: string }>('/applications', { owner: 'bruno', name: 'Of Bruno' })).id;
/** What was sent to the three operations: which proof, and where. */
const proofs = async () =>
	(await stage.control.requests())
		.filter(({ path, method }) => method === 'DELETE' || /\/reset(-token)?$/.test(path))
		.map(({ body, headers }) => [
			...Object.keys(body ?? {}),
			...('x-fluxer-sudo-mode-jwt' in headers ? ['token'] : []),
		]);

describe.each(sudo)('%s', (operation) => {
	it('answers the challenge with the password, once', async () => {
		await run([{}], of(operation, 'alice'));
		expect(await proofs()).toEqual([[], ['password']]);
	});

	it('answers the challenge with a two-factor code, once, and never with the password', async () => {
		await run([{}], of(operation, 'bruno', await brunosApplication()));
		expect(await proofs()).toEqual([[], ['mfa_method', 'mfa_code']]);
	});

	it.each([
		[
			'no password',
			'alice without password',
			{
				message: "Fluxer wants the account's password for this, and the credential has none",
				hint: expect.stringMatching(/fill in "Password".*Nothing was changed/),
				providerCode: 'SUDO_MODE_REQUIRED',
				httpStatus: 403,
			},
		],
		[
			'a password alone, where the account has two-factor authentication',
			'bruno without secret',
			{
				message: 'Fluxer wants a two-factor code for this, and the credential has no two-factor secret',
				hint: expect.stringMatching(/fill in "Two-Factor Secret".*Nothing was changed/),
				providerCode: 'SUDO_MODE_REQUIRED',
				httpStatus: 403,
			},
		],
		[
			'a wrong password',
			'alice, wrong password',
			{
				message: 'Fluxer does not accept the password in the credential',
				hint: expect.stringContaining('signing in on the website'),
				providerCode: 'INVALID_FORM_BODY',
				httpStatus: 400,
			},
		],
	])('with %s says what to do, and changes nothing', async (_, credential, expected) => {
		const id = credential.startsWith('bruno') ? await brunosApplication() : APPLICATION;
		expect(await refusal(stage, of(operation, credential, id))).toEqual({ kind: 'refused', ...expected });
		const seen = await run(
			[{}],
			of('application:get', credential, id, { options: { includeSecrets: false } }),
		);
		expect(seen.json[0]).toMatchObject({ id });
	});

	it('with a wrong two-factor secret asks to check it, and does not try again', async () => {
		const data = stage.n8n.credentials.stored.get('bruno')?.data;
		stage.n8n.addCredential('wrong secret', 'fluxerSessionsUserApi', {
			...data,
			twoFactorSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
		} as never);
		const refused = await refusal(stage, of(operation, 'wrong secret', await brunosApplication()));
		expect(refused).toMatchObject({
			message: 'Fluxer did not accept the two-factor code',
			hint: expect.stringMatching(/30 seconds.*clock/),
			providerCode: 'INVALID_FORM_BODY',
		});
		expect(await proofs()).toHaveLength(2);
	});

	it('with a two-factor code in place of the secret sends nothing', async () => {
		const data = stage.n8n.credentials.stored.get('bruno')?.data;
		stage.n8n.addCredential('code', 'fluxerSessionsUserApi', {
			...data,
			twoFactorSecret: '123 456',
		} as never);
		const refused = await refusal(stage, of(operation, 'code'));
		expect(refused).toMatchObject({
			kind: 'input',
			message: expect.stringContaining('is a code, and not the secret'),
		});
		expect(await proofs()).toEqual([]);
	});

	it('that fails after the proof is not sent again', async () => {
		const body = { code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error.' };
		await run([{}], of('application:get', 'alice', APPLICATION, { options: { includeSecrets: false } }));
		await stage.control.fault({
			kind: 'status',
			status: 403,
			body: { code: 'SUDO_MODE_REQUIRED', message: 'x', has_mfa: false },
		});
		await stage.control.fault({ kind: 'status', status: 500, body });
		expect(await refusal(stage, of(operation, 'alice'))).toMatchObject({
			kind: 'unavailable',
			providerCode: 'INTERNAL_SERVER_ERROR',
		});
		expect(await proofs()).toHaveLength(2);
	});

	it('that is challenged twice gives up', async () => {
		const body = { code: 'SUDO_MODE_REQUIRED', message: 'x', has_mfa: false };
		await stage.control.fault({ kind: 'status', status: 403, times: 5, body });
		expect(await refusal(stage, of(operation, 'alice'))).toMatchObject({
			message: 'Fluxer did not take the password or the two-factor code for a proof',
			providerCode: 'SUDO_MODE_REQUIRED',
		});
		expect(await proofs()).toHaveLength(2);
	});
});

it('one two-factor code serves for several items: what Fluxer gives for it is sent from then on', async () => {
	const ids = [await brunosApplication(), await brunosApplication(), await brunosApplication()];
	const reset = step(
		stage,
		'application:resetClientSecret',
		{ applicationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
		'bruno',
	);
	const { json } = await run(
		ids.map((id) => ({ id })),
		reset,
	);
	expect(json.map(({ id }) => id)).toEqual(ids);
	await run([{}], of('application:delete', 'bruno', ids[0]));
	expect(await proofs()).toEqual([[], ['mfa_method', 'mfa_code'], ['token'], ['token'], ['token']]);
});

it('a deletion whose answer is lost is not sent again with a code that is used up', async () => {
	const id = await brunosApplication();
	await stage.control.fault({ kind: 'slow', method: 'DELETE' });
	await stage.control.fault({ kind: 'reset', after: true, method: 'DELETE' });
	const { error } = await stage.n8n.run([{}], of('application:delete', 'bruno', id));
	expect(error?.message).toContain('gave no answer');
	expect(error?.description).toContain('one that is gone already counts as deleted');
	expect(error?.description).not.toContain('Nothing was changed');
	expect(await proofs()).toEqual([[], ['mfa_method', 'mfa_code']]);
});

it('when that has expired, the challenge is answered anew', async () => {
	const id = await brunosApplication();
	await run([{}], of('application:resetClientSecret', 'bruno', id));
	await stage.control.advance(301);
	// The code of this moment has been used, so the second answer is refused: that it is given is what counts.
	expect(await refusal(stage, of('application:resetClientSecret', 'bruno', id))).toMatchObject({
		message: 'Fluxer did not accept the two-factor code',
	});
	expect(await proofs()).toEqual([[], ['mfa_method', 'mfa_code'], ['token'], ['mfa_method', 'mfa_code']]);
});

it('a password that was asked for is sent at once the next time: each refusal counts towards ten an hour', async () => {
	await run([{}], of('application:resetBotToken', 'alice'), of('application:resetClientSecret', 'alice'));
	expect(await proofs()).toEqual([[], ['password'], ['password']]);
});

it('neither the proof nor the token for it shows in an error, whatever the server repeats', async () => {
	const id = await brunosApplication();
	await run([{}], of('application:resetBotToken', 'bruno', id), of('application:resetBotToken', 'bruno', id));
	const token = String((await stage.control.requests()).at(-1)?.headers['x-fluxer-sudo-mode-jwt']);
	const echo = async (message: string) =>
		await stage.control.fault({ kind: 'status', status: 400, body: { code: 'ODD', message } });
	await echo(`No ${token}!`);
	const refused = await refusal(stage, of('application:resetBotToken', 'bruno', id));
	expect(refused.hint).toContain('The answer was "No …!" (ODD, HTTP 400).');

	await run([{}], of('application:resetBotToken', 'alice'));
	const session = String(stage.n8n.credentials.stored.get('alice')?.data.sessionToken);
	await echo(`${PASSWORD} and ${session}`);
	expect((await refusal(stage, of('application:resetBotToken', 'alice'))).hint).toContain('"… and …"');
});
