import { withSudo } from '../../../../../nodes/Fluxer/sudo';
import { accountOf } from '../../../../../nodes/PeerTube/signIn';
import { peerTube } from '../../../../../nodes/PeerTube/peerTube.dialect';
import type { ItemContext } from '../../../../../nodes/shared/node/itemContext';
import { Throttle } from '../../../../../nodes/shared/throttle/throttle';
import type { HttpAnswer, HttpCall, Send } from '../../../../../oauth/http';
import { OAuthProblem } from '../../../../../oauth/problems';
import { buildRequest, type Inputs } from '../../../../../oauth/requests';
import { answer, sample } from '../../../../support/dialects';

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const settings = { maxWaitMs: 5000, retries: 0 };

afterEach(() => jest.restoreAllMocks());

describe('a one-time code that is computed', () => {
	it('is that of the moment when it is sent, after any wait', async () => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(59_000);
		const { signInInputs } = accountOf({
			instanceUrl: 'https://tube.example',
			username: 'alice',
			password: 'a password',
			twoFactorSecret: SECRET,
		});
		const inputs = {
			...signInInputs(),
			instanceUrl: 'https://tube.example',
			clientId: 'i',
			clientSecret: 's',
		};
		const { current } = buildRequest(peerTube, 'signIn', inputs);
		now.mockReturnValue(1_111_111_109_000);
		expect(current?.()).toMatchObject({ headers: { 'x-peertube-otp': '081804' } });
	});

	it('is computed anew for each time that it is sent', async () => {
		const codes = ['when it is built', 'first', 'after the wait'];
		const otp = () => codes.shift();
		const inputs = {
			otp,
			username: 'alice',
			password: 'p',
			instanceUrl: 'https://tube.example',
			clientId: 'i',
			clientSecret: 's',
		};
		const sent: unknown[] = [];
		const send = async ({ headers }: HttpCall): Promise<HttpAnswer> =>
			sent.push(headers['x-peertube-otp']) === 1
				? answer(429, '', { 'retry-after': '0.3' })
				: answer(200, {});
		await new Throttle().throttled(sample(), settings, send)(buildRequest(peerTube, 'signIn', inputs));
		expect(sent).toEqual(['first', 'after the wait']);
	});

	it('may wait for a limit, and one that a person has typed may not', async () => {
		const limited = async () => answer(429, '', { 'retry-after': '20' });
		const inputs = (otp: Inputs[string]): Inputs => ({
			...{
				otp,
				username: 'alice',
				password: 'p',
				instanceUrl: 'https://tube.example',
				clientId: 'i',
				clientSecret: 's',
			},
		});
		const computed = buildRequest(
			peerTube,
			'signIn',
			inputs(() => '123456'),
		);
		const typed = buildRequest(peerTube, 'signIn', inputs('123456'));
		expect([computed.effect, typed.effect]).toEqual(['nonIdempotent', 'nonIdempotent']);
		const refusal = async (call: HttpCall) => {
			const throttled = new Throttle().throttled(sample(), settings, limited);
			await throttled(call);
			return await throttled(call).catch(({ message }: Error) => message);
		};
		expect(await refusal(typed)).toContain('longer than a one-time code lasts');
		expect(await refusal(computed)).toContain('longer than the "Max Wait" of this node');
	});
});

describe("the proof of Fluxer's sudo mode", () => {
	/** What is sent along, first and after the challenge. */
	async function proofsOf(credential: object, challenges = 1, onSend?: () => void): Promise<Inputs[]> {
		const proofs: Inputs[] = [];
		const context = { credentials: async () => credential } as unknown as ItemContext;
		const inputs = { apiUrl: 'https://api.sample.example', sessionToken: 'a session' };
		const send: Send = async () => answer(200, {}, { 'x-fluxer-sudo-mode-jwt': 'a sudo token' });
		await withSudo(context, { send, inputs }, async (watched, proof) => {
			proofs.push(proof);
			onSend?.();
			if (proofs.length <= challenges)
				throw new OAuthProblem({
					kind: 'refused',
					message: '',
					hint: '',
					providerCode: 'SUDO_MODE_REQUIRED',
				});
			return await watched({} as HttpCall);
		});
		return proofs;
	}

	it('is a code of the moment when it is sent', async () => {
		const [, proof] = await proofsOf({ twoFactorSecret: SECRET });
		jest.spyOn(Date, 'now').mockReturnValue(59_000);
		expect((proof?.mfaCode as () => string)()).toBe('287082');
	});

	it('that one credential has given does not serve another with the same session that lacks it', async () => {
		await proofsOf({ twoFactorSecret: SECRET });
		expect(await proofsOf({ twoFactorSecret: SECRET }, 0)).toEqual([{ sudoToken: 'a sudo token' }]);
		expect(await proofsOf({}, 0)).toEqual([{}]);
		expect(await proofsOf({ password: 'another' }, 0)).toEqual([{}]);
	});

	it('out of something that is no secret is refused before anything is sent', async () => {
		const onSend = jest.fn();
		await expect(proofsOf({ twoFactorSecret: 'no secret!' }, 0, onSend)).rejects.toMatchObject({
			kind: 'input',
		});
		expect(onSend).not.toHaveBeenCalled();
	});
});
