import type { Workflow } from '../../../host/entities';
import type { Benchmark, Claim, Setting } from '../benchmark';
import { checked, type RealRun } from '../realN8n';
import { inRounds } from '../rounds';
import { CLIENT, connectedCredential } from '../sandbox';
import { median, ratio } from '../statistics';
import { base, chain, ours } from '../workflows';

/** The work that is compared: a token operation, and a read that the credential signs. */
type Work = 'introspect' | 'read';

const TITLES: Record<Work, string> = { introspect: 'introspections', read: 'authenticated reads' };
const POOL = 20;
const DELAY_MS = 50;
const TOKEN = '={{ $json.token }}';
const TYPE = 'fluxerSessionsOAuth2Api';

const OURS = 'this package';
const UNBOUNDED = 'HTTP Request';
const PACED = `HTTP Request, ${POOL} every ${DELAY_MS} ms`;

/** How much of the limit of a pool each may take: n8n computes one expression of each item to introspect. */
const MOST: Record<Work, number> = { introspect: 1.1, read: 1.25 };
const EXPRESSIONS =
	'the new connection that n8n opens for each request and the one expression that it computes for each item take the rest; the reads, which have no expression, show it';

type Samples = Record<string, Array<RealRun & { inFlight: number }>>;

export const introspections: Benchmark = {
	name: 'introspections',
	title: `A server that answers after ${DELAY_MS} ms, on real n8n with its database`,
	run: async (setting) => await compare(setting, DELAY_MS),
};

export const items: Benchmark = {
	name: 'items',
	title: 'A server that answers at once, on real n8n with its database',
	run: async (setting) => await compare(setting, 0),
};

async function compare(setting: Setting, delayMs: number) {
	const count = setting.short ? 60 : 1000;
	const limitMs = (count * delayMs) / POOL;
	await setting.sandbox.reset();
	const claims: Claim[] = [];
	const rows: Array<Array<string | number>> = [];
	for (const work of ['introspect', 'read'] as const) {
		const samples = await measure(setting, work, count, delayMs);
		const title = `${count.toLocaleString('en')} ${TITLES[work]}, answered ${delayMs ? `after ${delayMs} ms` : 'at once'}`;
		claims.push(...(delayMs ? limitClaims(title, work, limitMs, samples) : claimsBeside(title, samples)));
		for (const [label, runs] of Object.entries(samples)) {
			const wallMs = median(runs.map((run) => run.wallMs));
			const cpuMs = median(runs.map((run) => run.cpuMs));
			const inFlight = Math.max(...runs.map((run) => run.inFlight));
			rows.push([TITLES[work], label, Math.round(wallMs), (cpuMs / count).toFixed(2), inFlight]);
		}
	}
	return {
		claims,
		measurements: { headings: ['work', 'node', 'ms', 'CPU ms per item', 'most in flight'], rows },
		notes: [
			'The CPU is that of n8n for the whole execution, storing it included. The HTTP Request node sends everything at once unless it is told to pace itself: the last column says what the server has to stand then.',
		],
	};
}

function limitClaims(title: string, work: Work, limitMs: number, samples: Samples): Claim[] {
	const wall = median((samples[OURS] ?? []).map(({ wallMs }) => wallMs));
	return [
		{
			work: title,
			beside: `the limit of a pool of ${POOL}, ${limitMs} ms`,
			measured: wall / limitMs,
			unit: '×',
			toReach: { atMost: MOST[work] },
			...(work === 'introspect' && { inTheWay: EXPRESSIONS }),
		},
	];
}

function claimsBeside(title: string, samples: Samples): Claim[] {
	const of = (label: string, figure: 'wallMs' | 'cpuMs') => (samples[label] ?? []).map((run) => run[figure]);
	const claim = (work: string, figure: 'wallMs' | 'cpuMs'): Claim => ({
		work,
		beside: UNBOUNDED,
		measured: ratio(of(OURS, figure), of(UNBOUNDED, figure)),
		unit: '×',
		toReach: { atMost: 1 },
	});
	return [claim(title, 'wallMs'), claim(`CPU of ${title}`, 'cpuMs')];
}

async function measure(setting: Setting, work: Work, count: number, delayMs: number): Promise<Samples> {
	const { sandbox } = setting;
	const n8n = await setting.realN8n();
	const credentials = { [TYPE]: await connectedCredential(sandbox, n8n) };
	const all = await Promise.all(
		Array.from({ length: count }, async () => ({ token: (await sandbox.tokens()).access_token })),
	);
	const request = (options: object) => httpRequest(work, sandbox.apiUrl, credentials, options);
	const batch = { batchSize: POOL, batchInterval: DELAY_MS };
	const workflows = {
		[OURS]: chain(OURS, { Fluxer: { type: ours('fluxer'), parameters: PARAMETERS[work], credentials } }),
		[UNBOUNDED]: request({}),
		...(delayMs && { [PACED]: request({ batching: { batch } }) }),
	};
	const runs: Record<string, () => Promise<Samples[string][number]>> = {};
	for (const [label, workflow] of Object.entries(workflows)) {
		const run = await n8n.workflow(workflow, all);
		runs[label] = async () => {
			const { counters, ...sample } = await sandbox.counting(run);
			return { ...checked(label, sample, count), inFlight: counters.inFlightMost };
		};
	}
	await sandbox.answerAfter(delayMs);
	return await inRounds(runs, setting).finally(async () => await sandbox.answerAfter(0));
}

const PARAMETERS = {
	introspect: { resource: 'token', operation: 'introspect', token: TOKEN, tokenTypeHint: 'access_token' },
	read: { resource: 'user', operation: 'getCurrent', actFor: 'credential' },
};

function httpRequest(work: Work, apiUrl: string, credentials: Credentials, options: object): Workflow {
	const form = {
		token: TOKEN,
		token_type_hint: 'access_token',
		client_id: CLIENT.clientId,
		client_secret: CLIENT.clientSecret,
	};
	const parameters = {
		introspect: {
			method: 'POST',
			url: `${apiUrl}/oauth2/introspect`,
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: { parameters: Object.entries(form).map(([name, value]) => ({ name, value })) },
			options,
		},
		read: {
			url: `${apiUrl}/oauth2/@me`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: TYPE,
			options,
		},
	};
	return chain(UNBOUNDED, {
		'HTTP Request': {
			type: base('httpRequest'),
			typeVersion: 4.2,
			parameters: parameters[work],
			...(work === 'read' && { credentials }),
		},
	});
}

type Credentials = Record<string, { readonly id: string; readonly name: string }>;
