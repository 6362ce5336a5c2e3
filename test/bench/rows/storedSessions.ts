import type { Workflow } from '../../../host/entities';
import type { Benchmark, Claim, Setting } from '../benchmark';
import { checked, type RealRun } from '../realN8n';
import { inRounds } from '../rounds';
import { CLIENT, connectedCredential } from '../sandbox';
import { median, ratio } from '../statistics';
import { base, chain, graph, ours, TRIGGER, type Step } from '../workflows';

const OURS = 'Ensure Fresh';
const NONE_DUE = 'Ensure Fresh, none due';
const AT_ONCE = 'If, HTTP Request, Edit Fields, Merge';
const ONE_BY_ONE = 'the same, one by one';
const DELAYS_MS = [0, 50];
const POOL = 20;
const DUE_EVERY = 20;
const DAY_MS = 86_400_000;

type Sample = RealRun & { readonly tokenCalls: number; readonly inFlight: number };

/** What is refreshed by what, by a server that answers after so long. */
interface Contender {
	readonly label: string;
	readonly delayMs: number;
	readonly workflow: Workflow;
	readonly due: number;
}

/** A table of sessions of which few are due: what it costs to have all of them fresh. */
export const storedSessions: Benchmark = {
	name: 'storedSessions',
	title: 'Ten thousand stored sessions, one in twenty due, on real n8n',
	async run(setting) {
		const count = setting.short ? 100 : 10_000;
		const due = count / DUE_EVERY;
		await setting.sandbox.reset();
		const contenders = await contendersAt(setting, due);
		const n8n = await setting.realN8n();
		const atRestMB = n8n.mostMemoryMB();
		const samples = await measure(setting, contenders, count);
		const shown = contenders.map((contender) => ({ ...contender, runs: samples[keyOf(contender)] ?? [] }));
		const what = `${count.toLocaleString('en')} stored sessions, ${due} due`;
		const wall = (label: string, delayMs: number) =>
			(samples[keyOf({ label, delayMs })] ?? []).map(({ wallMs }) => wallMs);
		return {
			claims: DELAYS_MS.flatMap((delayMs) => [
				...countClaims(
					`${what}, answered after ${delayMs} ms`,
					due,
					samples[keyOf({ label: OURS, delayMs })] ?? [],
				),
				...timeClaims(`${what}, answered after ${delayMs} ms`, delayMs, due, wall),
			]),
			measurements: {
				headings: ['answered after', 'workflow', 'ms', 'CPU ms per session', 'token calls', 'most in flight'],
				rows: shown.map(({ label, delayMs, runs }) => [
					`${delayMs} ms`,
					label,
					Math.round(median(runs.map(({ wallMs }) => wallMs))),
					(median(runs.map(({ cpuMs }) => cpuMs)) / count).toFixed(3),
					median(runs.map(({ tokenCalls }) => tokenCalls)),
					Math.max(...runs.map(({ inFlight }) => inFlight)),
				]),
			},
			notes: [
				`The most memory that n8n had was ${Math.round(atRestMB)} MB before, and ${Math.round(n8n.mostMemoryMB())} MB after these runs, all of whose items it keeps in memory and then in its database.`,
				`The workflow beside it knows when a session ends and asks for new tokens for those that are due alone: all at once, or with the batching of its HTTP Request node one every ${DELAYS_MS.at(-1)} ms, which is what a provider with a limit needs. Ensure Fresh has ${POOL} under way at most.`,
				`The limit is that of ${POOL} at once, and what it costs to look at as many sessions of which none is due.`,
			],
		};
	},
};

const keyOf = ({ label, delayMs }: Pick<Contender, 'label' | 'delayMs'>): string => `${label}, ${delayMs}`;

function countClaims(work: string, due: number, runs: readonly Sample[]): Claim[] {
	const calls = runs.map(({ tokenCalls }) => tokenCalls);
	const claim = (beside: string, measured: number, unit: string, toReach: Claim['toReach']): Claim => ({
		work,
		beside,
		measured,
		unit,
		toReach,
	});
	return [
		claim('one for each that is due, at least', Math.min(...calls), 'token calls', { exactly: due }),
		claim('none for the rest, at most', Math.max(...calls), 'token calls', { exactly: due }),
		claim('a pool of its own', Math.max(...runs.map(({ inFlight }) => inFlight)), 'under way', {
			atMost: POOL,
		}),
	];
}

function timeClaims(
	work: string,
	delayMs: number,
	due: number,
	wall: (label: string, delayMs: number) => number[],
): Claim[] {
	const less = (delayMs === 0 ? [AT_ONCE] : [AT_ONCE, ONE_BY_ONE]).map((beside): Claim => ({
		work: `${work}: wall time`,
		beside,
		measured: ratio(wall(beside, delayMs), wall(OURS, delayMs)),
		unit: '× less',
		toReach: { atLeast: 5 },
	}));
	if (delayMs === 0) return less;
	const poolMs = (due * delayMs) / POOL;
	const limits = wall(NONE_DUE, delayMs).map((ms) => ms + poolMs);
	return [
		{
			work: `${work}: wall time`,
			beside: `the limit of a pool of ${POOL}, ${poolMs} ms, and what as many cost of which none is due`,
			measured: ratio(wall(OURS, delayMs), limits),
			unit: '×',
			toReach: { atMost: 1.25 },
		},
		...less,
	];
}

async function contendersAt(setting: Setting, due: number): Promise<Contender[]> {
	const fresh = ensureFresh(await connectedCredential(setting.sandbox, await setting.realN8n()));
	const byHand = (interval: number) => withOwnNodes(setting.sandbox.apiUrl, interval);
	return DELAYS_MS.flatMap((delayMs) => [
		{ label: OURS, delayMs, workflow: fresh, due },
		...(delayMs > 0 ? [{ label: NONE_DUE, delayMs, workflow: fresh, due: 0 }] : []),
		{ label: AT_ONCE, delayMs, workflow: byHand(0), due },
		...(delayMs > 0 ? [{ label: ONE_BY_ONE, delayMs, workflow: byHand(delayMs), due }] : []),
	]);
}

/** Each run has sessions of its own: a refresh token is good once. */
async function measure(
	setting: Setting,
	contenders: readonly Contender[],
	count: number,
): Promise<Record<string, Sample[]>> {
	const { sandbox } = setting;
	const n8n = await setting.realN8n();
	const run = async ({ label, delayMs, workflow, due }: Contender): Promise<Sample> => {
		const work = await n8n.workflow(workflow, await sessionsAt(setting, count, due));
		await sandbox.answerAfter(delayMs);
		const { counters, ...sample } = await sandbox
			.counting(work)
			.finally(async () => await sandbox.answerAfter(0));
		const { tokenCalls, inFlightMost: inFlight } = counters;
		return { ...checked(label, sample, count), tokenCalls, inFlight };
	};
	const runs = contenders.map((each) => [keyOf(each), async () => await run(each)] as const);
	return await inRounds<string, Sample>(Object.fromEntries(runs), setting);
}

async function sessionsAt({ sandbox }: Setting, count: number, due: number): Promise<object[]> {
	const sessions: object[] = [];
	const later = new Date(Date.now() + DAY_MS).toISOString();
	const soon = new Date(Date.now() + 60_000).toISOString();
	for (let index = 0; index < count; index++) {
		const user = `user ${index}`;
		if (due > 0 && index % DUE_EVERY === 0) {
			const { access_token: accessToken, refresh_token: refreshToken } = await sandbox.tokens();
			sessions.push({ user, accessToken, refreshToken, expiresAt: soon });
		} else {
			const lasting = { accessToken: `demo-access-${index}`, refreshToken: `demo-refresh-${index}` };
			sessions.push({ user, ...lasting, expiresAt: later });
		}
	}
	return sessions;
}

const ensureFresh = (credential: { id: string; name: string }): Workflow =>
	chain(OURS, {
		Fluxer: {
			type: ours('fluxer'),
			parameters: {
				resource: 'token',
				operation: 'ensureFresh',
				tokenSet: '={{ $json }}',
				minutesLeft: 5,
			},
			credentials: { fluxerSessionsOAuth2Api: credential },
		},
	});

/**
 * What one builds from n8n's own nodes: refresh the sessions that end within five minutes, and pass on the rest.
 *
 * @param intervalMs between two refreshes; 0 for all at once
 */
function withOwnNodes(apiUrl: string, intervalMs: number): Workflow {
	const assign = (assignments: Record<string, string>) => ({
		assignments: {
			assignments: Object.entries(assignments).map(([name, value]) => ({
				id: name,
				name,
				value,
				type: 'string',
			})),
		},
		options: {},
	});
	const form = {
		grant_type: 'refresh_token',
		refresh_token: '={{ $json.refreshToken }}',
		client_id: CLIENT.clientId,
		client_secret: CLIENT.clientSecret,
	};
	const isDue: Step = {
		type: base('if'),
		typeVersion: 2.2,
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
				combinator: 'and',
				conditions: [
					{
						id: 'due',
						leftValue: '={{ $json.expiresAt }}',
						rightValue: '={{ $now.plus({ minutes: 5 }).toISO() }}',
						operator: { type: 'dateTime', operation: 'before' },
					},
				],
			},
			options: {},
		},
	};
	const refresh: Step = {
		type: base('httpRequest'),
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: `${apiUrl}/oauth2/token`,
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: { parameters: Object.entries(form).map(([name, value]) => ({ name, value })) },
			options: intervalMs > 0 ? { batching: { batch: { batchSize: 1, batchInterval: intervalMs } } } : {},
		},
	};
	const renewed: Step = {
		type: base('set'),
		typeVersion: 3.4,
		parameters: assign({
			user: `={{ $('${TRIGGER}').item.json.user }}`,
			accessToken: '={{ $json.access_token }}',
			refreshToken: '={{ $json.refresh_token }}',
			expiresAt: '={{ $now.plus({ seconds: $json.expires_in }).toISO() }}',
		}),
	};
	const all: Step = { type: base('merge'), typeVersion: 3, parameters: {} };
	return graph(
		AT_ONCE,
		{ 'Is Due': isDue, Refresh: refresh, Renewed: renewed, All: all },
		{
			[TRIGGER]: [['Is Due']],
			'Is Due': [['Refresh'], [['All', 1]]],
			Refresh: [['Renewed']],
			Renewed: [['All']],
		},
	);
}
