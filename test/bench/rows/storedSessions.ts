import type { Workflow } from '../../../host/entities';
import type { Benchmark, Setting } from '../benchmark';
import { checked } from '../checked';
import type { CredentialName } from '../contenders';
import { connectedCredential } from '../prepare';
import { inRounds } from '../rounds';
import { CLIENT } from '../sandbox';
import { median, ratio } from '../statistics';
import { base, chain, graph, ours, TRIGGER, type Step } from '../workflows';

const OURS = 'Ensure Fresh';
const BESIDE = 'If, HTTP Request, Edit Fields, Merge';
const DUE_EVERY = 20;
const DAY_MS = 86_400_000;

/** A table of sessions of which few are due: what it costs to have all of them fresh. */
export const storedSessions: Benchmark = {
	name: 'storedSessions',
	title: 'Ten thousand stored sessions, one in twenty due, on real n8n',
	async run(setting) {
		const { sandbox } = setting;
		const count = setting.short ? 100 : 10_000;
		const due = count / DUE_EVERY;
		await sandbox.reset();
		const n8n = await setting.realN8n();
		const credential = await connectedCredential(setting, n8n);
		const sessions = await storedSessionsAt(setting, count);
		const workflows = { [OURS]: ensureFresh(credential), [BESIDE]: byHand(sandbox.apiUrl) };
		const runs: Record<string, () => ReturnType<typeof run>> = {};
		const run = async (label: string, work: Awaited<ReturnType<typeof n8n.workflow>>) => {
			const sample = await sandbox.counting('fluxer', work);
			return checked(label, sample, count);
		};
		for (const [label, workflow] of Object.entries(workflows)) {
			const work = await n8n.workflow(workflow, sessions);
			runs[label] = async () => await run(label, work);
		}
		const samples = await inRounds(runs, setting);
		const wall = (label: string) => (samples[label] ?? []).map(({ wallMs }) => wallMs);
		const calls = (label: string) => (samples[label] ?? []).map(({ counters }) => counters.tokenCalls);
		const what = `${count.toLocaleString('en')} stored sessions, ${due} due`;
		return {
			claims: [
				...[Math.min(...calls(OURS)), Math.max(...calls(OURS))].map((measured, index) => ({
					work: what,
					beside: index === 0 ? 'one for each that is due, at least' : 'none for the rest, at most',
					measured,
					unit: 'token calls',
					toReach: { exactly: due },
				})),
				{
					work: `${what}: wall time`,
					beside: BESIDE,
					measured: ratio(wall(BESIDE), wall(OURS)),
					unit: '× less',
					toReach: { atLeast: 5 },
				},
			],
			measurements: {
				headings: ['workflow', 'ms', 'CPU ms per session', 'token calls', 'most in flight'],
				rows: Object.entries(samples).map(([label, list]) => [
					label,
					Math.round(median(wall(label))),
					(median(list.map(({ cpuMs }) => cpuMs)) / count).toFixed(3),
					median(calls(label)),
					Math.max(...list.map(({ counters }) => counters.inFlightMost)),
				]),
			},
			panels: [
				{
					title: what,
					unit: 'ms',
					bars: Object.keys(samples).map((label) => ({
						label,
						value: median(wall(label)),
						isOurs: label === OURS,
					})),
				},
			],
			notes: [
				'The workflow beside it knows when a session ends and asks for new tokens for those that are due alone, all at once. Ensure Fresh asks one after the other, since a refresh token may be good once only.',
			],
		};
	},
};

async function storedSessionsAt({ sandbox }: Setting, count: number): Promise<object[]> {
	const sessions: object[] = [];
	const later = new Date(Date.now() + DAY_MS).toISOString();
	const soon = new Date(Date.now() + 60_000).toISOString();
	for (let index = 0; index < count; index++) {
		const isDue = index % DUE_EVERY === 0;
		const user = `user ${index}`;
		if (isDue) {
			const { access_token: accessToken, refresh_token: refreshToken } = await sandbox.tokens();
			sessions.push({ user, accessToken, refreshToken, expiresAt: soon });
		} else {
			const lasting = { accessToken: `demo-access-${index}`, refreshToken: `demo-refresh-${index}` };
			sessions.push({ user, ...lasting, expiresAt: later });
		}
	}
	return sessions;
}

const ensureFresh = (credential: CredentialName): Workflow =>
	chain(OURS, {
		Fluxer: {
			type: ours('fluxer'),
			parameters: {
				resource: 'token',
				operation: 'ensureFresh',
				tokenSet: '={{ $json }}',
				minutesLeft: 5,
			},
			credentials: { fluxerOAuth2Api: credential },
		},
	});

/** What one builds from n8n's own nodes: refresh the sessions that end within five minutes, and pass on the rest. */
function byHand(apiUrl: string): Workflow {
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
			options: {},
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
		BESIDE,
		{ 'Is Due': isDue, Refresh: refresh, Renewed: renewed, All: all },
		{
			[TRIGGER]: [['Is Due']],
			'Is Due': [['Refresh'], [['All', 1]]],
			Refresh: [['Renewed']],
			Renewed: [['All']],
		},
	);
}
