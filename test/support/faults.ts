import type { IDataObject } from 'n8n-workflow';
import type { Effect } from '../../oauth/dialect';
import type { Sandbox } from '../../sandbox';
import type { Control } from './control';
import { providers } from './providers';
import type { Scenario } from './scenarios';
import type { Step, StepResult, TestN8n } from './testN8n';

/** What a fault may come out as. */
interface Outcome {
	/** The kinds of problem, or `done` where the operation may succeed all the same. */
	readonly kinds: readonly string[];
	/** Requests that reach the endpoint. */
	readonly requests: readonly number[];
	/** Part of the hint. */
	readonly hint?: string | RegExp;
	readonly retry?: string;
}

interface Fault {
	/** What the sandbox is told; or an address that nothing answers at. */
	readonly plan?: object;
	readonly address?: string;
	readonly outcome: (effect: Effect) => Outcome;
}

/** Each item repeats once where that is safe, waits two seconds at most, and gives up after a second. */
const OPTIONS = { retries: 1, maxWaitSeconds: 2, timeoutSeconds: 1 };
const ALWAYS = { times: 999 };
/** With one more where a challenge has to be answered first. */
const REPEATED = [2, 3];

const no = (extra: readonly string[] = []): Outcome => ({
	kinds: ['refused', 'unreadable', ...extra],
	// A token that may be dead is looked after once.
	requests: [1, 2],
	retry: 'never',
});
/** Repeated where that is safe; else its outcome is unknown. */
const failing = (kind: string) => (effect: Effect) =>
	effect === 'spend'
		? { kinds: [kind], requests: [1], hint: 'It is not known whether', retry: 'checkFirst' }
		: { kinds: [kind], requests: [2], retry: 'later' };
const garbled = (effect: Effect): Outcome => ({
	kinds: effect === 'settle' ? ['unreadable', 'done'] : ['unreadable'],
	requests: [1],
});
const unsent: Outcome = { kinds: ['unreachable'], requests: [0], hint: 'Nothing was sent', retry: 'later' };

export const FAULTS: Readonly<Record<string, Fault>> = {
	'401': { plan: { kind: 'status', status: 401, ...ALWAYS }, outcome: () => no() },
	'403': { plan: { kind: 'status', status: 403, ...ALWAYS }, outcome: () => no() },
	'404': {
		plan: { kind: 'status', status: 404, body: {}, ...ALWAYS },
		outcome: (effect) => no(effect === 'settle' ? ['done'] : []),
	},
	'429 without advice': {
		plan: { kind: 'status', status: 429, ...ALWAYS },
		outcome: () => ({ kinds: ['rateLimited'], requests: [2], retry: 'later' }),
	},
	'429 with advice': {
		plan: { kind: 'status', status: 429, retryAfter: 1 },
		outcome: () => ({ kinds: ['done'], requests: REPEATED }),
	},
	'429 for an hour': {
		plan: { kind: 'status', status: 429, retryAfter: 3600, ...ALWAYS },
		outcome: () => ({
			kinds: ['rateLimited'],
			requests: [1],
			hint: /Try again in 60 minutes, at \d\d:\d\d:\d\d UTC/,
			retry: 'later',
		}),
	},
	'500': { plan: { kind: 'status', status: 500, ...ALWAYS }, outcome: failing('unavailable') },
	'502 in HTML': { plan: { kind: 'html', status: 502, ...ALWAYS }, outcome: failing('unavailable') },
	'503 with Retry-After': {
		plan: { kind: 'status', status: 503, retryAfter: 1 },
		outcome: (effect) =>
			effect === 'spend' ? failing('unavailable')(effect) : { kinds: ['done'], requests: REPEATED },
	},
	'connection refused': { address: 'http://127.0.0.1:1', outcome: () => unsent },
	'unknown host': { address: 'https://no-such-host.invalid', outcome: () => unsent },
	reset: { plan: { kind: 'reset', ...ALWAYS }, outcome: failing('unreachable') },
	'reset in the middle': { plan: { kind: 'truncate', ...ALWAYS }, outcome: failing('unreachable') },
	stall: { plan: { kind: 'stall', ...ALWAYS }, outcome: failing('unreachable') },
	'empty body': { plan: { kind: 'empty', ...ALWAYS }, outcome: garbled },
	'invalid JSON': { plan: { kind: 'invalidJson', ...ALWAYS }, outcome: garbled },
	'another shape': { plan: { kind: 'wrongShape', ...ALWAYS }, outcome: garbled },
	'302 to another host': {
		plan: { kind: 'redirect', location: 'https://elsewhere.example/?canary=1', ...ALWAYS },
		outcome: () => ({ kinds: ['redirected', 'unreadable', 'input'], requests: [1], retry: 'never' }),
	},
	'50 MB': {
		plan: { kind: 'huge', ...ALWAYS },
		outcome: () => ({ kinds: ['unreadable'], requests: [1], hint: 'longer than 5 MB' }),
	},
};

export interface FireStage {
	readonly sandbox: Sandbox;
	readonly control: Control;
	readonly n8n: TestN8n;
}

/** The error of a failed item, as the next node gets it. */
interface Failed {
	readonly message: string;
	readonly hint: string;
	readonly kind: string;
	readonly retry: string;
}

/** Every operation of a provider under every fault; a new operation joins by its scenario. */
export function describeFaults(folder: string, stage: FireStage, scenarios: Record<string, Scenario>): void {
	const operations = providers.find((each) => each.folder === folder)?.operations ?? [];
	const cells = operations.flatMap(({ value, operation, dialect }) =>
		Object.entries(FAULTS).map(([fault, { plan, address, outcome }]) => {
			const endpoint = dialect.endpoints[operation.endpoint];
			const path = endpoint?.url
				.replace(/^(\{\w+\})?\//, '/*')
				.replace(/\?.*/, '')
				.replace(/\{\w+\}/g, '*');
			const { method, effect = 'read' } = endpoint ?? {};
			const expected = outcome(effect);
			// It makes an address for a browser.
			const sendsNothing = operation.name === 'Get Authorization URL';
			return { cell: `${value} × ${fault}`, value, method, path, plan, address, expected, sendsNothing };
		}),
	);

	describe(`${folder} under fire`, () => {
		it.each(cells)('$cell', async ({ value, method, path, plan, address, expected, sendsNothing }) => {
			const { step } = await (scenarios[value] as Scenario)();
			const sent = async () => (await stage.control.requests()).filter(isTo(method, path)).length;
			const credentials = JSON.stringify([...stage.n8n.credentials.stored]);
			const before = await sent();
			if (plan) await stage.control.fault({ ...plan, method, path });
			const result = await run(stage, address ? elsewhere(stage, step, address) : step);
			const requests = (await sent()) - before;
			await stage.control.noFaults();
			const error = result.json[0]?.error as Failed | undefined;
			const { kinds, requests: counts } = sendsNothing ? { kinds: ['done'], requests: [0] } : expected;
			const outcomes = kinds.flatMap((kind) => counts.map((count) => `${kind} after ${count}`));
			expect(outcomes).toContain(`${error?.kind ?? 'done'} after ${requests}`);
			if (error === undefined) return;
			expect(JSON.stringify([result.items, error])).not.toMatch(/canary/i);
			expect(error.message.length).toBeGreaterThan(15);
			if (expected.hint) expect(error.hint).toMatch(expected.hint);
			if (expected.retry) expect(error.retry).toBe(expected.retry);
			if (!address) expect(JSON.stringify([...stage.n8n.credentials.stored])).toBe(credentials);
		});
	});
}

const run = async ({ n8n }: FireStage, step: Step): Promise<StepResult> =>
	await n8n.run([{}], {
		...step,
		parameters: { ...step.parameters, requestOptions: OPTIONS },
		onError: 'continueRegularOutput',
	});

const isTo =
	(method = '', pattern = '') =>
	(request: { method: string; path: string }): boolean =>
		request.method === method &&
		new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(request.path);

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** A step, and all credentials, with another address in the place of the sandbox's. */
function elsewhere({ sandbox, n8n }: FireStage, step: Step, address: string): Step {
	const urls = Object.values(sandbox).filter((url): url is string => typeof url === 'string');
	const moved = <T>(value: T): T =>
		JSON.parse(urls.reduce((text, url) => text.replaceAll(url, address), JSON.stringify(value))) as T;
	for (const [name, { type, data }] of n8n.credentials.stored) {
		n8n.addCredential(name, type, moved(data) as IDataObject as never);
	}
	return { ...step, parameters: moved(step.parameters) };
}
