import { calComPlatform } from '../../../../../nodes/CalCom/calComPlatform.dialect';
import { endPlatformSession } from '../../../../../nodes/CalCom/platformSessions';
import {
	endBegun,
	endByAccessToken,
	ENDED,
	type Ended,
	type Ender,
	type Ending,
} from '../../../../../nodes/shared/operations/endings';
import { OAuthProblem } from '../../../../../oauth/problems';

const failure = new OAuthProblem({
	kind: 'unavailable',
	endpoint: 'endSession',
	httpStatus: 502,
	message: 'The service fails',
	hint: 'Wait',
});
type Answer = Ended | undefined | Error;

describe('a session that was begun to be ended', () => {
	it.each<[string, Answer[], Partial<Ended>, RegExp?]>([
		['is ended', [ENDED], ENDED],
		['is ended at the second try', [failure, ENDED], ENDED],
		['is over at the second try, for the first did it', [failure, undefined], ENDED],
		['is refused', [undefined], { status: 'notEnded' }, /does not take it/],
		['lives on, and is told', [failure, failure], { status: 'notEnded' }, /begun .* within ten minutes/],
	])('%s', async (_, answers, expected, reason = /^/) => {
		const left = [...answers];
		const end = jest.fn(async (): Promise<Ended | undefined> => {
			const answer = left.shift();
			if (answer instanceof Error) throw answer;
			return answer;
		});
		const ended = await endBegun(end);
		expect(ended).toMatchObject(expected);
		expect(String(ended.reason)).toMatch(reason);
		expect(end).toHaveBeenCalledTimes(answers.length);
	});

	it.each<[string, Ending['end']]>([
		['PeerTube', endByAccessToken('endSession', (body): body is object => body !== undefined)],
		['Cal.com', endPlatformSession],
	])('is told of at %s, where the stored access token is over', async (_, end) => {
		const context = {
			dialect: calComPlatform,
			successorsOf: () => undefined,
			refreshTokens: async () => ({ accessToken: 'new' }),
			request: async () => await Promise.reject(failure),
		};
		const ended = await end({ context, client: {} } as unknown as Ender, { refreshToken: 'stored' });
		expect(ended).toMatchObject({ status: 'notEnded', reason: expect.stringContaining('was begun') });
	});

	it('hides no fault of its own', async () => {
		const fault = new TypeError('broken');
		await expect(endBegun(async () => await Promise.reject(fault))).rejects.toBe(fault);
	});
});
