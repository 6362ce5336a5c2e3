import { setTimeout as sleep } from 'node:timers/promises';
import type { Benchmark, Claim } from '../benchmark';
import { farthest, valuesOf } from '../rounds';
import type { Stage } from '../stage';
import { httpRequest, ofOurs, type Step } from '../workflows';

const SHORT_LIFE_SECONDS = 2;
const LONG_LIFE_SECONDS = 86_400;

const OURS = 'Fluxer OAuth2 API, Fluxer node';
const GENERIC = 'generic OAuth2 API, HTTP Request';

/** Many items on a session that has just expired: who renews it, and how often. */
export const expiryStorm: Benchmark = {
	name: 'expiryStorm',
	title: 'A hundred items on a session that has expired',
	count: 100,
	figures: ['token calls', 'answers of 401'],
	note: 'Each answer of 401 is a request that had to be sent twice.',
	async contenders(stage, count) {
		const { apiUrl, webUrl, fluxer } = stage;
		const items = Array.from({ length: count }, (_, index) => ({ index }));
		const contender = (name: string, step: Step, ...credential: Parameters<Stage['connected']>) => ({
			name,
			async run() {
				await fluxer.settings({ accessTokenSeconds: SHORT_LIFE_SECONDS });
				const credentials = await stage.connected(...credential);
				await sleep(SHORT_LIFE_SECONDS * 1000 + 500);
				await fluxer.settings({ accessTokenSeconds: LONG_LIFE_SECONDS });
				return await stage.run({ steps: { [name]: { ...step, credentials } }, items, proof: 'scopes' });
			},
		});
		const generic = {
			grantType: 'authorizationCode',
			authUrl: `${webUrl}/oauth2/authorize`,
			accessTokenUrl: `${apiUrl}/oauth2/token`,
			scope: 'identify email',
			authQueryParameters: '',
			authentication: 'body',
		};
		const getCurrent = { resource: 'user', operation: 'getCurrent' };
		const byHand = { authentication: 'genericCredentialType', genericAuthType: 'oAuth2Api' };
		return [
			contender(OURS, { type: ofOurs('fluxer'), parameters: getCurrent }),
			contender(GENERIC, httpRequest({ url: `${apiUrl}/oauth2/@me`, ...byHand }), 'oAuth2Api', generic),
		];
	},
	claims(count) {
		const claim = (beside: string, unit: string, wanted: number): Claim => ({
			work: `${count} items on an expired session`,
			beside,
			measured: (samples) => farthest(valuesOf(samples, OURS, unit), wanted),
			unit,
			asked: ['exactly', wanted],
		});
		return [claim('one renewal', 'token calls', 1), claim('no request in vain', 'answers of 401', 0)];
	},
};
