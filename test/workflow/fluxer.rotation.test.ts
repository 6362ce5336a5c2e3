import type { IDataObject } from 'n8n-workflow';
import { APPLICATION, BOT_TOKEN, picked, startTestBed, step } from '../support/fluxer';
import { goingOn } from '../support/operations';
import type { Step } from '../support/testN8n';

const stage = startTestBed();
const run = async (each: Step, items: IDataObject[] = [{}]) => await stage.n8n.run(items, each);

/** What is rotated, the request that makes the new one and the one that tries it out. */
const ROTATIONS = [
	{
		operation: 'application:rotateClientSecret',
		secret: 'clientSecret',
		reset: { method: 'POST', path: '/v1/oauth2/applications/*/client-secret/reset' },
		trial: { method: 'POST', path: '/v1/oauth2/introspect' },
		isTaken: async (clientSecret: unknown) => {
			const { data } = stage.n8n.credentials.stored.get('client') ?? {};
			stage.n8n.addCredential('rotated', 'fluxerSessionsOAuth2Api', { ...data, clientSecret } as never);
			const asked = step(
				stage,
				'token:introspect',
				{ token: 'none', tokenTypeHint: 'access_token' },
				'rotated',
			);
			return (await run(asked)).error === undefined;
		},
		old: () => stage.n8n.credentials.stored.get('client')?.data.clientSecret,
	},
	{
		operation: 'application:rotateBotToken',
		secret: 'botToken',
		reset: { method: 'POST', path: '/v1/oauth2/applications/*/bot/reset-token' },
		trial: { method: 'GET', path: '/v1/applications/@me' },
		isTaken: async (botToken: unknown) => {
			const { data } = stage.n8n.credentials.stored.get('bot') ?? {};
			stage.n8n.addCredential('rotated', 'fluxerSessionsBotApi', { ...data, botToken } as never);
			return (await run(step(stage, 'bot:getApplication', {}, 'rotated'))).error === undefined;
		},
		old: () => BOT_TOKEN,
	},
];

const RESET = /\/reset(-token)?$/;

describe.each(ROTATIONS)('$operation', ({ operation, secret, reset, trial, isTaken, old }) => {
	const rotation = () => step(stage, operation, { applicationId: picked(APPLICATION) }, 'alice');
	/** Without a proof it is refused. */
	const resetsDone = async () =>
		(await stage.control.requests()).filter(
			({ path, body }) => RESET.test(path) && path.includes(APPLICATION) && 'password' in (body as object),
		).length;
	const handedOver = async (each = rotation()) => (await run(each)).json[0] as IDataObject;

	it('hands over a secret that works, and the old one is over', async () => {
		expect(await isTaken(old())).toBe(true);
		const made = await handedOver();
		expect(made).toMatchObject({ applicationId: APPLICATION, status: 'proven', reason: null });
		expect(await isTaken(made[secret])).toBe(true);
		expect(await isTaken(old())).toBe(false);
	});

	it.each<[string, object, RegExp]>([
		['fails', { kind: 'status', status: 500 }, /HTTP 500/],
		[
			'is refused',
			{ kind: 'status', status: 401, body: { code: 'UNAUTHORIZED', message: 'no' } },
			/HTTP 401/,
		],
		['is not answered', { kind: 'reset' }, /gave no answer/],
	])('hands over the new secret though the trial %s, and says so', async (_, fault, reason) => {
		await stage.control.fault({ ...fault, times: 99, ...trial });
		const made = await handedOver();
		await stage.control.noFaults();
		expect(made).toMatchObject({ status: 'unproven', reason: expect.stringMatching(reason) });
		expect(made.reason).toMatch(/^The new one is made, and the old one is over/);
		expect(String(made.reason)).not.toContain(String(made[secret]));
		expect(await isTaken(made[secret])).toBe(true);
	});

	it('says how to find out what holds when the answer to the reset is lost', async () => {
		await run(rotation());
		await stage.control.fault({ kind: 'reset', after: true, times: 1, ...reset });
		expect((await handedOver(goingOn(rotation(), {}))).error).toMatchObject({
			retry: 'checkFirst',
			hint: expect.stringContaining('Try the old one'),
		});
	});

	it('makes none twice when n8n tries the node again', async () => {
		const stored = { applicationId: '={{ $json.id }}' };
		const again = { ...goingOn(step(stage, operation, stored, 'alice'), { retries: 0 }), maxTries: 2 };
		const { json } = await run(again, [{ id: '1' }, { id: APPLICATION }]);
		expect(json).toMatchObject([{ error: expect.anything() }, { status: 'proven' }]);
		expect(await isTaken(json[1]?.[secret])).toBe(true);
		expect(await resetsDone()).toBe(1);
	});
});
