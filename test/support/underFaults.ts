import type { IDataObject } from 'n8n-workflow';
import { setImmediate as turn } from 'node:timers/promises';
import type { PlacedOperation } from '../../nodes/shared/node/describe';
import { found, listen, secretsOf, traces, unlikeStates } from './leaks';
import { FAULTS, MARKED, type Fault, type Outcome, type Signing } from './faults';
import { describeManyItems } from './manyItems';
import {
	effectOf,
	goingOn,
	isFailed,
	isReport,
	isTo,
	sendsNothing,
	targetOf,
	type Failed,
} from './operations';
import { providers } from './providers';
import type { Scenario } from './scenarios';
import type { TestBed } from './testBed';
import type { Step } from './testN8n';
import { testTime } from './testTime';

/**
 * Every operation of a provider under every fault, and with many items; a new operation joins by its scenario.
 *
 * @param silent the operations whose success is told by the status alone, and may come without a word
 */
export function describeUnderFaults(
	folder: string,
	stage: TestBed,
	scenarios: Record<string, Scenario>,
	silent: readonly string[] = [],
): void {
	const operations = (providers.find((each) => each.folder === folder)?.operations ?? []).filter(
		({ operation }) => operation.endpoint !== undefined,
	);
	const cells = operations.flatMap((placed) =>
		Object.entries(FAULTS).map(([name, fault]) => ({ cell: `${placed.value} × ${name}`, placed, fault })),
	);

	describe(`${folder} under faults`, () => {
		afterEach(() => jest.restoreAllMocks());

		it.each(cells)('$cell', async ({ placed, fault }) => {
			const { step } = await (scenarios[placed.value] as Scenario)(0);
			const secrets = secretsOf(stage.n8n, step);
			await listen(stage.control);
			const authenticate = jest.spyOn(stage.n8n.credentials, 'authenticate');
			const { result, requests, storedChanged } = await underFault(stage, placed, fault, step);
			const signing = signingOf(stage, step, authenticate.mock.calls.length > 0);
			expect(await stillInFlight(stage.control)).toBe(0);
			const error = result.json[0]?.error as Failed | undefined;
			expect(found(await traces(stage.control, result), [...secrets, MARKED])).toEqual([]);
			const report = isReport(placed) && error === undefined ? result.json[0] : undefined;
			const expected = fault.outcome(
				effectOf(placed),
				silent.includes(placed.value),
				report ? 'nothing' : signing,
			);
			if (report) expectReport(placed, fault, expected, requests, report);
			else expectOutcome(placed, expected, requests, error);
			// A refresh that succeeded is kept, whatever the request comes to.
			expect(storedChanged).toBe(signing === 'oAuth2' && fault === FAULTS['401']);
			if (error === undefined) return;
			expect(found({ output: JSON.stringify(result.items) }, [...secrets, 'mustnotleak'])).toEqual([]);
		});

		it.each(operations.filter((placed) => !sendsNothing(placed) && !isReport(placed)))(
			'$value × 401 that stops the workflow',
			async (placed) => {
				const { step } = await (scenarios[placed.value] as Scenario)(0);
				const secrets = secretsOf(stage.n8n, step);
				await listen(stage.control);
				await stage.control.fault({ kind: 'status', status: 401, times: 999, ...targetOf(placed) });
				const result = await stage.n8n.run([{}], step);
				expect(result.error).toBeDefined();
				expect(found(await traces(stage.control, result), secrets)).toEqual([]);
			},
		);

		it.each(operations)('$value × no fault', async ({ value }) => {
			const { step } = await (scenarios[value] as Scenario)(0);
			const secrets = secretsOf(stage.n8n, step);
			await listen(stage.control);
			const result = await stage.n8n.run([{}], step);
			expect(result.error).toBeUndefined();
			const output = { output: JSON.stringify(result.items.map(({ json }) => withoutTokens(json))) };
			expect(found(await traces(stage.control, result), secrets)).toEqual([]);
			expect(found(output, unlikeStates(secrets, step))).toEqual([]);
		});
	});

	describeManyItems(folder, stage, operations, scenarios);
}

/** A token set is handed over on purpose, with what came with it; an old refresh token is kept if there is no new one. */
function withoutTokens({ accessToken: _, refreshToken: __, extra: ___, ...json }: IDataObject): IDataObject {
	return json;
}

/** How many requests the provider goes on answering, once those that were given up have reached it as such. */
async function stillInFlight(control: TestBed['control']): Promise<number> {
	for (let turns = 0; turns < MOST_TURNS; turns++) {
		if ((await control.counters()).inFlight === 0) return 0;
		await turn();
	}
	return (await control.counters()).inFlight;
}

/** A closed connection is known at its other end after a few turns of the event loop. */
const MOST_TURNS = 1000;

/** n8n signs with connected OAuth2 credentials without asking for more than their data. */
function signingOf({ n8n }: TestBed, { credentials = {} }: Step, isAsked: boolean): Signing {
	if (isAsked) return 'credential';
	const isConnected = Object.values(credentials).some(
		(name) => n8n.credentials.stored.get(name)?.data.oauthTokenData,
	);
	return isConnected ? 'oAuth2' : 'nothing';
}

async function underFault(stage: TestBed, placed: PlacedOperation, fault: Fault, step: Step) {
	const { control, n8n } = stage;
	const target = targetOf(placed);
	const sent = async () => (await control.requests()).filter(isTo(target)).length;
	const stored = () => JSON.stringify([...n8n.credentials.stored]);
	const moved = fault.address === undefined ? step : elsewhere(stage, step, fault.address);
	const [sentBefore, storedBefore] = [await sent(), stored()];
	if (fault.plan) await control.fault({ ...fault.plan, ...target });
	const startedAt = testTime.now();
	const result = await n8n.run([{}], goingOn(moved, { ...OPTIONS, ...fault.options }));
	const { timeoutSeconds } = { ...OPTIONS, ...fault.options };
	expect(testTime.now() - startedAt).toBeLessThan(
		(1 + OPTIONS.retries) * (timeoutSeconds * 1000 * GRACE + PAUSE_MS),
	);
	const requests = (await sent()) - sentBefore;
	await control.noFaults();
	return { result, requests, storedChanged: stored() !== storedBefore };
}

/** A time limit may be longer by a twentieth, and there are pauses. */
const [GRACE, PAUSE_MS] = [1.05, 2500];

/** Each item repeats once where that is safe and waits two seconds at most. */
const OPTIONS = { retries: 1, maxWaitSeconds: 2, timeoutSeconds: 100 };

function expectOutcome(
	placed: PlacedOperation,
	{ kinds, requests: counts, hint, retry, says }: Outcome,
	requests: number,
	error?: Failed,
): void {
	const expected = sendsNothing(placed)
		? ['done after 0']
		: kinds.flatMap((kind) => counts.map((count) => `${kind} after ${count}`));
	expect(expected).toContain(`${error?.kind ?? 'done'} after ${requests}`);
	if (error === undefined) return;
	expect(error.message.length).toBeGreaterThan(15);
	expect(error.hint).toMatch(hint);
	if (says) expect(error.message).toMatch(says);
	expect(error.retry).toBe(retry);
}

/** What would be an error elsewhere is told as the reason why nothing is known. */
function expectReport(
	placed: PlacedOperation,
	fault: Fault,
	{ kinds, requests: counts, hint }: Outcome,
	requests: number,
	report: IDataObject,
): void {
	const told = `${isFailed(placed, report) ? 'failed' : 'done'} after ${requests}`;
	// Where a bare 401 is the service's own, it is looked at twice.
	const isOwn = told === 'done after 2' || /Ensure Fresh tells which/.test(String(report.reason));
	if ((fault.plan as { status?: number } | undefined)?.status === 401 && requests === 2 && isOwn) return;
	// A success that was made up does not end anything, which shows where it is looked at afterwards.
	if (kinds.includes('done') && /works all the same/.test(String(report.reason))) return;
	expect(counts.map((count) => `${kinds.includes('done') ? 'done' : 'failed'} after ${count}`)).toContain(
		told,
	);
	if (isFailed(placed, report)) expect(report.reason).toMatch(hint);
}

/** A step, and all credentials, with another address in the place of the sandbox's. */
function elsewhere({ sandbox, n8n }: TestBed, step: Step, address: string): Step {
	const urls = Object.values(sandbox).filter((url): url is string => typeof url === 'string');
	const moved = <T>(value: T): T =>
		JSON.parse(urls.reduce((text, url) => text.replaceAll(url, address), JSON.stringify(value))) as T;
	for (const [name, { type, data }] of n8n.credentials.stored) {
		n8n.addCredential(name, type, moved(data) as IDataObject as never);
	}
	return { ...step, parameters: moved(step.parameters) };
}
