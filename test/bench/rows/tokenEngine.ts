import { fluxer } from '../../../nodes/Fluxer/fluxer.dialect';
import { buildRequest } from '../../../oauth/requests';
import { readTokens } from '../../../oauth/tokens';
import type { Benchmark } from '../benchmark';
import { checked } from '../checked';
import { contenders } from '../contenders';
import { storedCredential, tokenItems } from '../prepare';
import { CLIENT } from '../sandbox';
import { median } from '../statistics';

const inputs = {
	...CLIENT,
	apiUrl: 'https://fluxer.example.com/v1',
	refreshToken: 'demo-refresh-token-of-the-usual-length-of-64-characters-or-so____',
};
const body = JSON.stringify({
	access_token: 'demo-access-token-of-the-usual-length-of-64-characters-or-so_____',
	token_type: 'Bearer',
	expires_in: 604_800,
	refresh_token: 'demo-refresh-token-that-came-in-its-place-of-the-same-length____',
	scope: 'identify email',
});

/** A refresh without the network: what the package's own part of it costs. */
function once(): void {
	const call = buildRequest(fluxer, 'refresh', inputs);
	readTokens(fluxer, call, { status: 200, headers: {}, body }, { sentAt: 0, keepRefreshToken: 'demo' });
}

export const tokenEngine: Benchmark = {
	name: 'tokenEngine',
	title: 'The token engine alone: build a refresh, read its answer',
	async run(setting) {
		const { sandbox, short } = setting;
		const times = short ? 1000 : 50_000;
		for (let warm = 0; warm < times; warm++) once();
		const micros = Array.from({ length: times }, () => {
			const started = process.hrtime.bigint();
			once();
			return Number(process.hrtime.bigint() - started) / 1000;
		});
		const cpuBefore = process.cpuUsage();
		for (let again = 0; again < times; again++) once();
		const { user, system } = process.cpuUsage(cpuBefore);
		const cpuMicros = (user + system) / times;

		await sandbox.reset();
		const requestMicros = await cpuOfRequest(setting, short ? 60 : 1000);
		return {
			claims: [
				{
					work: 'build and read a refresh',
					beside: '–',
					measured: median(micros),
					unit: 'µs',
					toReach: { atMost: 20 },
				},
				{
					work: 'build and read a refresh',
					beside: "the CPU of the bare loop's request",
					measured: (cpuMicros / requestMicros) * 100,
					unit: '%',
					toReach: { atMost: 1 },
				},
			],
			measurements: {
				headings: ['', 'µs'],
				rows: [
					['median', median(micros).toFixed(2)],
					['CPU, mean', cpuMicros.toFixed(2)],
					["CPU of the bare loop's request", requestMicros.toFixed(0)],
				],
			},
		};
	},
};

async function cpuOfRequest(
	{ sandbox, inProcess, rounds, warmUps }: Parameters<Benchmark['run']>[0],
	count: number,
): Promise<number> {
	const credential = { id: 'Fluxer', name: 'Fluxer' };
	const workflow = contenders.bareLoop('introspect', { apiUrl: sandbox.apiUrl, credential });
	const bare = await inProcess();
	await bare.ask('credential', { ...(await storedCredential(sandbox)), name: 'Fluxer' });
	await bare.ask('items', { items: await tokenItems(sandbox, count) });
	const cpu: number[] = [];
	for (let round = -warmUps; round < rounds; round++) {
		const { cpuMs } = checked('bare loop', await bare.ask('run', { workflow, count }), count);
		if (round >= 0) cpu.push((cpuMs * 1000) / count);
	}
	await bare.stop();
	return median(cpu);
}
