import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { PlacedOperation } from '../../nodes/shared/node/describe';
import {
	effectOf,
	goingOn,
	isFailed,
	isReport,
	isSideBySide,
	isTo,
	sendingWith,
	sendsNothing,
	targetOf,
	type Failed,
} from './operations';
import type { Scenario } from './scenarios';
import type { TestBed } from './testBed';
import type { Step } from './testN8n';

/** The middle one of three gives up before the slow answer comes, by its own Request Options. */
const SLOW = { kind: 'slow', delayMs: 50_000, times: 999 };
const PATIENCE_SECONDS = 1000;
const IMPATIENCE_SECONDS = 20;

/** Items of one run keep to themselves: each has its own parameters, its own outcome and its own place in the output. */
export function describeManyItems(
	folder: string,
	stage: TestBed,
	operations: readonly PlacedOperation[],
	scenarios: Record<string, Scenario>,
): void {
	const given = async ({ value }: PlacedOperation) => {
		const made = [0, 1, 2].map((nth) => async () => await (scenarios[value] as Scenario)(nth));
		const cases = [];
		for (const make of made) cases.push(await make());
		return { cases, ...merged(cases.map(({ step }) => step)) };
	};
	const arrivals = async (placed: PlacedOperation) =>
		(await stage.control.requests()).filter(isTo(targetOf(placed))).map(({ at }) => at);

	describe(`${folder} with many items`, () => {
		it.each(operations)('$value × three items, the first of them late', async (placed) => {
			const { cases, items, step } = await given(placed);
			for (const [delayMs, times] of [
				[400, 1],
				[100, 999],
			]) {
				await stage.control.fault({ kind: 'slow', delayMs, times, ...targetOf(placed) });
			}
			await stage.control.send('DELETE', '/counters');
			const result = await stage.n8n.run(items, twoAtOnce(step));
			expect(result.error).toBeUndefined();
			const { inFlightMost } = await stage.control.counters();
			expect(inFlightMost).toBe(sendsNothing(placed) ? 0 : isSideBySide(placed, step) ? 2 : 1);
			const origins = result.items.map(originOf);
			expect(origins).toEqual([...origins].sort((a, b) => a - b));
			expect(new Set(origins).size).toBe(cases[0]?.none ? 0 : 3);
			for (const { json, pairedItem } of result.items) {
				expect(json).toMatchObject(cases[originOf({ json, pairedItem })]?.expected as object);
			}
		});

		const sending = operations.filter((placed) => !sendsNothing(placed));

		it.each(sending)('$value × one of three fails, and the workflow goes on', async (placed) => {
			const { cases, items, step } = await given(placed);
			await stage.control.fault({ ...SLOW, ...targetOf(placed) });
			const { items: output, error } = await stage.n8n.run(items, goingOn(step, impatient(items)));
			expect(error).toBeUndefined();
			const failed = output.filter(({ json }) => isFailed(placed, json));
			expect(failed.map(originOf)).toEqual([1]);
			if (isReport(placed)) expect(failed[0]?.json.reason).toMatch('gave no answer');
			else
				expect(failed[0]?.json.error as Failed | undefined).toMatchObject({
					kind: 'unreachable',
					retry: effectOf(placed) === 'nonIdempotent' ? 'checkFirst' : 'later',
				});
			const others = new Set(output.map(originOf).filter((item) => item !== 1));
			expect([...others]).toEqual(cases[0]?.none ? [] : [0, 2]);
		});

		it.each(sending)('$value × three items, each with its own credential', async (placed) => {
			const { cases, items, step } = await given(placed);
			const credentials = Object.entries(step.credentials ?? {});
			if (credentials.length === 0 || step.parameters.actFor === 'fields') return;
			for (const [type, name] of credentials) byItem(stage, items, type, name);
			const { items: output, error } = await stage.n8n.run(items, {
				...goingOn(step, { retries: 0, maxWaitSeconds: 0 }),
				credentials: Object.fromEntries(credentials.map(([type, name]) => [type, `${name} by item`])),
			});
			expect(error).toBeUndefined();
			const failed = output.filter(({ json }) => isFailed(placed, json));
			expect(failed.map(originOf)).toEqual([1]);
			const others = new Set(output.map(originOf).filter((item) => item !== 1));
			expect([...others]).toEqual(cases[0]?.none ? [] : [0, 2]);
		});

		const failing = sending.filter((placed) => !isReport(placed));

		it.each(failing)('$value × one of three fails, and the workflow stops', async (placed) => {
			const { items, step } = await given(placed);
			const before = (await arrivals(placed)).length;
			await stage.control.fault({ ...SLOW, ...targetOf(placed) });
			const { error } = await stage.n8n.run(items, sendingWith(step, impatient(items)));
			const done = isSideBySide(placed, step) ? '2 had succeeded: 0, 2.' : '1 had succeeded: 0.';
			expect(error?.description).toContain(done);
			expect((error as unknown as IDataObject | undefined)?.context).toMatchObject({ itemIndex: 1 });
			// One more where a challenge has to be answered first.
			expect(isSideBySide(placed, step) ? [3] : [2, 3]).toContain((await arrivals(placed)).length - before);
		});

		it.each(failing.filter((placed) => effectOf(placed) !== 'safe'))(
			'$value × tried again by n8n, since the first of three gave up',
			async (placed) => {
				const { cases, items, step } = await given(placed);
				const before = (await arrivals(placed)).length;
				await stage.control.fault({ ...SLOW, ...targetOf(placed) });
				const again = { ...goingOn(step, impatient(items, 0)), maxTries: 3 };
				const { items: output, error } = await stage.n8n.run(items, again);
				expect(error).toBeUndefined();
				expect(output.filter(({ json }) => json.error !== undefined).map(originOf)).toEqual([0]);
				const spends = effectOf(placed) === 'nonIdempotent';
				expect(output[0]?.json.error).toMatchObject({ retry: spends ? 'checkFirst' : 'later' });
				for (const { json, pairedItem } of output.slice(1)) {
					expect(json).toMatchObject(cases[originOf({ json, pairedItem })]?.expected as object);
				}
				// What two items did, and what nobody knows of the first, is not done again; one more where a challenge is answered.
				const most = spends ? 4 : 6;
				expect((await arrivals(placed)).length - before).toBeLessThanOrEqual(most);
			},
		);

		it.each(sending)('$value × three items, told to wait', async (placed) => {
			const { items, step } = await given(placed);
			const before = (await arrivals(placed)).length;
			await stage.control.fault({ kind: 'status', status: 429, retryAfter: 1, ...targetOf(placed) });
			const { error } = await stage.n8n.run(items, twoAtOnce(step));
			expect(error).toBeUndefined();
			const [first = NaN, ...others] = (await arrivals(placed)).slice(before);
			const early = others.filter((at) => at - first < WAIT_MS);
			// Of a pool of two, the other one had left before the first was told.
			expect(early).toHaveLength(isSideBySide(placed, step) && !isPaced(placed) ? 1 : 0);
			expect(others.length - early.length).toBeGreaterThanOrEqual(2);
		});

		it.each(sending)('$value × stopped while it waits', async (placed) => {
			const { items, step } = await given(placed);
			await stage.control.fault({
				kind: 'status',
				status: 429,
				retryAfter: 20,
				times: 999,
				...targetOf(placed),
			});
			await expectStopped(placed, items, step);
		});

		it.each(sending.filter((placed) => !isWaitedFor(placed)))(
			'$value × stopped in the middle of a request',
			async (placed) => {
				const { items, step } = await given(placed);
				await stage.control.fault({ kind: 'stall', times: 999, ...targetOf(placed) });
				await expectStopped(placed, items, step);
			},
		);

		const waitedFor = sending.filter(isWaitedFor);
		if (waitedFor.length > 0) {
			it.each(waitedFor)('$value × stopped in the middle of a request, and started again', async (placed) => {
				const { cases, items, step } = await given(placed);
				await stage.control.fault({ kind: 'slow', delayMs: WAIT_MS, times: 999, ...targetOf(placed) });
				const before = (await arrivals(placed)).length;
				const sent = async () => (await arrivals(placed)).length - before;
				await stage.n8n.runAndStop(items, step, async () => (await sent()) === 3, { isWaitedFor: true });
				const { items: output } = await stage.n8n.run(items, step);
				expect(output.map(({ json }) => json)).toMatchObject(cases.map(({ expected }) => expected));
				// Where the server gave the same one back, it is not spent, and is sent again.
				const had = JSON.stringify([items, step]);
				const isSpent = output.every(({ json }) => !had.includes(String(json.refreshToken)));
				expect(await sent()).toBe(isSpent ? 3 : 6);
			});
		}

		async function expectStopped(placed: PlacedOperation, items: IDataObject[], step: Step) {
			const before = (await arrivals(placed)).length;
			const sent = async () => (await arrivals(placed)).length - before;
			await stage.n8n.runAndStop(items, step, async () => (await sent()) > 0);
			expect(await sent()).toBeGreaterThan(0);
			expect(await sent()).toBeLessThanOrEqual(isSideBySide(placed, step) ? 3 : 1);
		}
	});
}

const WAIT_MS = 1000;

/** What has left is not given up: its answer may hold the only new tokens of somebody. */
const isWaitedFor = ({ operation }: PlacedOperation): boolean => operation.endpoint === 'refresh';

const isPaced = ({ dialect, operation }: PlacedOperation): boolean =>
	dialect.endpoints[operation.endpoint ?? '']?.maxRequestsPerSecond !== undefined;

const twoAtOnce = (step: Step): Step => sendingWith(step, { parallelRequests: 2 });

/** A credential that is another one for each item: that of the second leads to an address that nothing answers at. */
function byItem({ sandbox, n8n }: TestBed, items: IDataObject[], type: string, name: string): void {
	const data = n8n.credentials.stored.get(name)?.data ?? {};
	const urls = Object.values(sandbox).filter((url): url is string => typeof url === 'string');
	const moved = urls.reduce((text, url) => text.replaceAll(url, 'http://127.0.0.1:1'), JSON.stringify(data));
	items.forEach((item, index) =>
		Object.assign(item, { [type]: index === 1 ? (JSON.parse(moved) as object) : data }),
	);
	const fields = Object.entries(data).map(([field, value]): [string, unknown] => [
		field,
		typeof value === 'string' && !KEPT.includes(field) ? `={{ $json.${type}.${field} }}` : value,
	]);
	n8n.addCredential(`${name} by item`, type, Object.fromEntries(fields) as never);
}

/** Where a credential keeps the session of whoever used it last. */
const KEPT = ['accessToken', 'session'];

const originOf = ({ pairedItem }: INodeExecutionData): number => (pairedItem as { item: number }).item;

function impatient(items: IDataObject[], impatientItem = 1): INodeParameters {
	items.forEach((item, index) => {
		item.patience = index === impatientItem ? IMPATIENCE_SECONDS : PATIENCE_SECONDS;
	});
	return { retries: 0, maxWaitSeconds: 0, timeoutSeconds: '={{ $json.patience }}' };
}

/** One step that reads from its items whatever differs between the given ones. */
function merged(steps: readonly Step[]): { items: IDataObject[]; step: Step } {
	const items = steps.map((): IDataObject => ({}));
	const [first] = steps as [Step];
	const parameters = fromItems(
		steps.map((step) => step.parameters),
		items,
	);
	return { items, step: { ...first, parameters: parameters as Step['parameters'] } };
}

function fromItems(values: readonly unknown[], items: readonly IDataObject[]): unknown {
	const [first] = values;
	if (values.every((value) => JSON.stringify(value) === JSON.stringify(first))) return first;
	if (typeof first === 'object' && first !== null && !Array.isArray(first)) {
		const part = (name: string) => values.map((value) => (value as IDataObject)[name]);
		return Object.fromEntries(Object.keys(first).map((name) => [name, fromItems(part(name), items)]));
	}
	const name = `value${Object.keys(items[0] as IDataObject).length}`;
	items.forEach((item, index) => Object.assign(item, { [name]: values[index] }));
	return `={{ $json.${name} }}`;
}
