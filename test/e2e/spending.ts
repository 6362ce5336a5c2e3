import { itemsOf } from '../../host/execution';
import type { StoredSession } from './entry';
import type { Step } from './steps';
import type { Subject } from './subject';

type Item = Record<string, unknown>;

let last = 0;

/** People whose access tokens are about to end, as rows of a table. */
async function rowsOf({ account }: Subject, count: number): Promise<StoredSession[]> {
	const expiresAt = new Date(Date.now() + 60_000).toISOString();
	const rows: StoredSession[] = [];
	while (rows.length < count) {
		const owner = `owner${++last}`;
		const tokens = await account.openSession?.(owner);
		if (!tokens) throw new Error('Nobody has sessions here');
		rows.push({ ...tokens, owner, expiresAt });
	}
	return rows;
}

/** What came of items that were handed to the node; each execution has to get through. */
async function output(subject: Subject, items: readonly object[], executions = 1): Promise<Item[][]> {
	const answers = await subject.hand(items, executions);
	return answers.map(({ status, data }) => {
		if (status === 200 && Array.isArray(data) && data.length === items.length) return data as Item[];
		throw new Error(`${status} ${JSON.stringify(data).slice(0, 300)}`);
	});
}

/** Items that failed count as failures of the subject; a column of the row that is called `error` is none. */
function judged(subject: Subject, items: readonly Item[]): void {
	for (const item of items) if (typeof item.error === 'object') subject.fail(1, JSON.stringify(item));
}

/** Each row has to come out with the one token set that came of its refresh token. */
function expectRenewed(rows: readonly StoredSession[], items: ReadonlyArray<Item | undefined>): void {
	const successors = new Map<string, unknown>();
	for (const [index, { refreshToken, accessToken }] of rows.entries()) {
		const token = items[index]?.accessToken;
		if (typeof token !== 'string' || token === accessToken)
			throw new Error(`Item ${index} has no new tokens: ${JSON.stringify(items[index]).slice(0, 300)}`);
		if ((successors.get(refreshToken) ?? token) !== token)
			throw new Error(`Item ${index} has other tokens than the one before it`);
		successors.set(refreshToken, token);
	}
}

/** One row, twice. */
export const twiceInOneRun: Step = async (subject) => {
	const rows = await rowsOf(subject, 1);
	const twice = [...rows, ...rows];
	const [items = []] = await output(subject, twice);
	expectRenewed(twice, items);
};

/** Two executions at the same moment, which have read the same rows. */
export const inTwoExecutions: Step = async (subject) => {
	const rows = await rowsOf(subject, 2);
	const items = await output(subject, rows, 2);
	expectRenewed([...rows, ...rows], items.flat());
};

/** A row with a column of its own that n8n takes for a failure. */
export const withColumnNamedError: Step = async (subject) => {
	const rows = (await rowsOf(subject, 2)).map((row) => ({ ...row, error: 'none so far' }));
	const [items = []] = await output(subject, rows);
	judged(subject, items);
	expectRenewed(rows, items);
	if (items.some(({ error }) => error !== 'none so far')) throw new Error('The column has changed');
};

/** Three rows of which the first is over. */
async function firstIsOver(subject: Subject): Promise<[StoredSession, ...StoredSession[]]> {
	const [dead, ...alive] = await rowsOf(subject, 3);
	if (!dead) throw new Error('There are no rows');
	await subject.account.endSession?.(String(dead.owner));
	return [dead, ...alive];
}

/** The tries know of each other: the two that are alive come out whole. */
export const firstOfThreeIsOver: Step = async (subject) => {
	const [dead, ...alive] = await firstIsOver(subject);
	const [items = []] = await output(subject, [dead, ...alive]);
	judged(subject, items);
	expectRenewed(alive, items.slice(1));
};

/** The execution fails; who takes the row out and starts again gets what the others had become. */
export const thenRunWithoutIt: Step = async (subject) => {
	const [dead, ...alive] = await firstIsOver(subject);
	const [failed] = await subject.hand([dead, ...alive]);
	if (failed?.status === 200) throw new Error('The execution went on');
	const [items = []] = await output(subject, alive);
	expectRenewed(alive, items);
};

/** The Retry button of a failed execution. */
export const restartByHand: Step = async (subject) => {
	const rows = await rowsOf(subject, 2);
	await subject.control.fault({ kind: 'status', status: 503, path: subject.entry.tokenPath, method: 'POST' });
	await subject.hand(rows);
	const failed = await subject.newest();
	if (failed.status !== 'error') throw new Error(`The execution ended as ${failed.status}`);
	await subject.bench.rest.retryExecution(failed.id);
	const { runs, status } = await subject.newest();
	if (status !== 'success') throw new Error(`The execution that was started by hand ended as ${status}`);
	const [node] = (runs.Subject ?? []).slice(-1);
	expectRenewed(
		rows,
		(node ? itemsOf(node) : []).map(({ json }) => json),
	);
};

/** One thing that cannot be made, and one that can. */
export const makeBadAndGood: Step = async (subject) => {
	const [items = []] = await output(subject, [{ name: '' }, { name: `demo ${++last}` }]);
	judged(subject, items);
	if (items.some(({ error }, index) => (error === undefined) !== (index === 1)))
		throw new Error(`It put out ${JSON.stringify(items).slice(0, 300)}`);
};

const LOST = { kind: 'reset', after: true } as const;

/** The provider does as it is asked, and the connection breaks before its answer comes. */
async function losesAnswer(subject: Subject, item: object, path = subject.entry.tokenPath): Promise<void> {
	await subject.control.fault({ ...LOST, method: 'POST', path });
	const [[{ error = {} } = {}] = []] = await output(subject, [item]);
	subject.fail(1, JSON.stringify(error));
	const { retry } = error as { retry?: string };
	if (retry !== 'checkFirst') throw new Error(`Its retry is "${retry}", not "checkFirst"`);
}

/** Refreshes, and the answer with the new tokens gets lost. */
export const loseTokens: Step = async (subject) => {
	const [row] = await rowsOf(subject, 1);
	await losesAnswer(subject, row ?? {});
};

/** Exchanges a code, and the answer with the tokens gets lost. */
export const loseTokensOfCode: Step = async (subject) => {
	await losesAnswer(subject, (await subject.account.issueCode?.(`owner${++last}`)) ?? {});
};

/** Makes something, and the answer that names it gets lost. */
export const loseWhatWasMade: Step = async (subject) =>
	await losesAnswer(subject, { name: `demo ${++last}` }, '/*');
