import type { Benchmark, Claim } from '../benchmark';
import { farthest, ratio, valuesOf } from '../rounds';
import { CLIENT, type Stage } from '../stage';
import { form, httpRequest, ofN8n, ofOurs, paced, type Step, TRIGGER } from '../workflows';

const OURS = 'Ensure Fresh';
const NONE_DUE = 'Ensure Fresh, none due';
const AT_ONCE = "n8n's own nodes, all at once";
const ONE_BY_ONE = "n8n's own nodes, one every 50 ms";

const DELAY_MS = 50;
const POOL = 20;
const DUE_EVERY = 20;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A table of sessions of which few are due: what it costs to have all of them fresh. */
export const storedSessions: Benchmark = {
	name: 'storedSessions',
	title: `Ten thousand stored sessions of which 500 are due, at a service that answers after ${DELAY_MS} ms`,
	count: 10_000,
	figures: ['ms', 'token calls', 'most in flight'],
	note: `n8n's own nodes (Filter, HTTP Request, Edit Fields) are told when a session ends, and ask for new tokens for those that are due: all at once, or one every ${DELAY_MS} ms, which is what a service with a limit needs. Ensure Fresh has ${POOL} under way at most.`,
	async contenders(stage, count) {
		const ours = ensureFresh(await stage.connected());
		const due = count / DUE_EVERY;
		const ways = [
			{ name: OURS, steps: ours, due },
			{ name: NONE_DUE, steps: ours, due: 0 },
			{ name: AT_ONCE, steps: ownNodes(stage.apiUrl, {}), due, output: due, isSlow: true },
			{ name: ONE_BY_ONE, steps: ownNodes(stage.apiUrl, paced(1, DELAY_MS)), due, output: due, isSlow: true },
		];
		return ways.map(({ due: wanted, ...way }) => ({
			...way,
			run: async () => {
				// Of its own: a refresh token is good once.
				const items = await sessions(stage, count, wanted);
				return await stage.run({ ...way, items, proof: 'accessToken', delayMs: DELAY_MS });
			},
		}));
	},
	claims(count) {
		const due = count / DUE_EVERY;
		const limitMs = (due * DELAY_MS) / POOL;
		const work = `${count.toLocaleString('en')} stored sessions, ${due} due`;
		const less = (beside: string): Claim => ({
			work: `${work}: time`,
			beside,
			measured: (samples) => ratio(valuesOf(samples, beside), valuesOf(samples, OURS)),
			unit: '× less',
			asked: ['at least', 5],
		});
		return [
			{
				work,
				beside: 'one for each that is due, none for the rest',
				measured: (samples) => farthest(valuesOf(samples, OURS, 'token calls'), due),
				unit: 'token calls',
				asked: ['exactly', due],
			},
			{
				work: `${work}: time`,
				beside: `the limit of a pool of ${POOL}, ${limitMs} ms, on top of as many sessions of which none is due`,
				measured: (samples) => {
					const least = valuesOf(samples, NONE_DUE).map((ms) => ms + limitMs);
					return ratio(valuesOf(samples, OURS), least);
				},
				unit: '×',
				asked: ['at most', 1.25],
			},
			less(AT_ONCE),
			less(ONE_BY_ONE),
		];
	},
};

/** Rows of a table, those that are due among the others. */
async function sessions(stage: Stage, count: number, due: number): Promise<object[]> {
	const issued = await stage.tokens(due);
	const at = (ms: number) => new Date(Date.now() + ms).toISOString();
	const [soon, later] = [at(MINUTE_MS), at(DAY_MS)];
	return Array.from({ length: count }, (_, index) => {
		const user = `user ${index}`;
		const tokens = index % DUE_EVERY === 0 && issued.pop();
		return tokens
			? { user, accessToken: tokens.access_token, refreshToken: tokens.refresh_token, expiresAt: soon }
			: { user, accessToken: `access-${index}`, refreshToken: `refresh-${index}`, expiresAt: later };
	});
}

const ensureFresh = (credentials: Step['credentials']): Record<string, Step> => ({
	[OURS]: {
		type: ofOurs('fluxer'),
		parameters: { resource: 'token', operation: 'ensureFresh', tokenSet: '={{ $json }}', minutesLeft: 5 },
		credentials,
	},
});

/** What one builds from n8n's own nodes: pick the sessions that end within five minutes, and refresh those. */
function ownNodes(apiUrl: string, options: object): Record<string, Step> {
	const refresh = form(`${apiUrl}/oauth2/token`, {
		grant_type: 'refresh_token',
		refresh_token: '={{ $json.refreshToken }}',
		client_id: CLIENT.clientId,
		client_secret: CLIENT.clientSecret,
	});
	const isDue = {
		id: 'due',
		leftValue: '={{ $json.expiresAt }}',
		rightValue: '={{ $now.plus({ minutes: 5 }).toISO() }}',
		operator: { type: 'dateTime', operation: 'before' },
	};
	const how = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 };
	const renewed = {
		user: `={{ $('${TRIGGER}').item.json.user }}`,
		accessToken: '={{ $json.access_token }}',
		refreshToken: '={{ $json.refresh_token }}',
		expiresAt: '={{ $now.plus({ seconds: $json.expires_in }).toISO() }}',
	};
	const assigned = Object.entries(renewed).map(([name, value]) => ({
		id: name,
		name,
		value,
		type: 'string',
	}));
	return {
		Due: {
			type: ofN8n('filter'),
			typeVersion: 2.2,
			parameters: { conditions: { options: how, combinator: 'and', conditions: [isDue] }, options: {} },
		},
		Refresh: httpRequest({ ...refresh, ...options }),
		Renewed: {
			type: ofN8n('set'),
			typeVersion: 3.4,
			parameters: { assignments: { assignments: assigned }, options: {} },
		},
	};
}
