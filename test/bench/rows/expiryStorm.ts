import { setTimeout as sleep } from 'node:timers/promises';
import type { Counters } from '../../../sandbox/shared/recorder';
import type { Benchmark, Claim, Setting } from '../benchmark';
import { checked, type RealN8n, type RealRun } from '../realN8n';
import { inRounds } from '../rounds';
import { CLIENT } from '../sandbox';
import { base, chain, ours, type Step } from '../workflows';

const SHORT_LIFE_SECONDS = 2;
const LONG_LIFE_SECONDS = 86_400;

type Measured = RealRun & { counters: Counters };

/** A way to sign in, and the node that uses it. */
interface Contender {
	readonly label: string;
	readonly credential: { readonly type: string; readonly data: Record<string, unknown> };
	readonly step: Step;
	readonly isOurs: boolean;
}

/** Many items on a session that has just expired: who renews it, and how often. */
export const expiryStorm: Benchmark = {
	name: 'expiryStorm',
	title: 'A hundred items on an expired session, on real n8n',
	async run(setting) {
		const count = setting.short ? 20 : 100;
		await setting.sandbox.reset();
		const n8n = await setting.realN8n();
		const runs: Record<string, () => Promise<Measured>> = {};
		const contenders = contendersAt(setting);
		for (const contender of contenders) runs[contender.label] = await storm(setting, n8n, contender, count);
		// Of counts every round must be right, and none is slower for being the first.
		const samples = await inRounds(runs, { ...setting, warmUps: 0 });
		const worst = (label: string, counter: 'tokenCalls' | 'unauthorized') =>
			Math.max(...(samples[label] ?? []).map(({ counters }) => counters[counter]));
		const claims = contenders
			.filter(({ isOurs }) => isOurs)
			.flatMap(({ label }): Claim[] => [
				{
					work: `${count} items on an expired session: ${label}`,
					beside: 'one renewal',
					measured: worst(label, 'tokenCalls'),
					unit: 'token calls',
					toReach: { exactly: 1 },
				},
				{
					work: `${count} items on an expired session: ${label}`,
					beside: 'no request in vain',
					measured: worst(label, 'unauthorized'),
					unit: 'answers of 401',
					toReach: { exactly: 0 },
				},
			]);
		return {
			claims,
			measurements: {
				headings: ['credential and node', 'token calls', 'answers of 401', 'items that failed'],
				rows: contenders.map(({ label }) => [
					label,
					worst(label, 'tokenCalls'),
					worst(label, 'unauthorized'),
					Math.max(...(samples[label] ?? []).map(({ error, items }) => (error ? count - items : 0))),
				]),
			},
			notes: ['The worst of all rounds.'],
		};
	},
};

function contendersAt({ sandbox: { apiUrl, webUrl } }: Setting): Contender[] {
	return [
		{
			label: 'Fluxer OAuth2 API, Fluxer node',
			credential: {
				type: 'fluxerSessionsOAuth2Api',
				data: { ...CLIENT, apiUrl, webUrl, scopes: ['identify', 'email'] },
			},
			step: { type: ours('fluxer'), parameters: { resource: 'user', operation: 'getCurrent' } },
			isOurs: true,
		},
		{
			label: 'generic OAuth2 API, HTTP Request',
			credential: {
				type: 'oAuth2Api',
				data: {
					...CLIENT,
					grantType: 'authorizationCode',
					authUrl: `${webUrl}/oauth2/authorize`,
					accessTokenUrl: `${apiUrl}/oauth2/token`,
					scope: 'identify email',
					authQueryParameters: '',
					authentication: 'body',
				},
			},
			step: {
				type: base('httpRequest'),
				typeVersion: 4.2,
				parameters: {
					url: `${apiUrl}/oauth2/@me`,
					authentication: 'genericCredentialType',
					genericAuthType: 'oAuth2Api',
					options: {},
				},
			},
			isOurs: false,
		},
	];
}

async function storm(
	{ sandbox }: Setting,
	n8n: RealN8n,
	{ label, credential, step, isOurs }: Contender,
	count: number,
): Promise<() => Promise<Measured>> {
	const stored = await n8n.credential({ ...credential, name: label });
	const workflow = chain(label, { Node: { ...step, credentials: { [credential.type]: stored } } });
	const items = Array.from({ length: count }, (_, index) => ({ index }));
	const useAll = await n8n.workflow(workflow, items);
	return async () => {
		await sandbox.lifetime(SHORT_LIFE_SECONDS);
		await n8n.connect(stored);
		await sleep(SHORT_LIFE_SECONDS * 1000 + 500);
		await sandbox.lifetime(LONG_LIFE_SECONDS);
		const sample = await sandbox.counting(useAll);
		// That of the other, not all of whose items may get through, is shown.
		if (isOurs) checked(label, sample, count);
		// Else the session of this round, which lives long, would be there in the next.
		await sandbox.endSessions();
		return sample;
	};
}
