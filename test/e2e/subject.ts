import { setTimeout as sleep } from 'node:timers/promises';
import { type Execution, itemsOf } from '../../host/execution';
import { type Answer, type Bench, callWebhook, publish } from './bench';
import type { Control } from './control';
import type { Account, Entry, SpendingOperation } from './entry';
import {
	type NodeSettings,
	type Place,
	rowWorkflow,
	type Stored,
	toolWorkflow,
	type Unusual,
} from './workflows';

/** What every item has cost so far, and what was said about those that failed. */
interface Uses {
	failures: number;
	said: string[];
}

/** So many items keep n8n busy for seconds. */
const HEAVY = 50;

let last = 0;
const nextName = () => `e2e${++last}`;

/** One credential in one place, with the account behind it and a workflow that uses it. */
export class Subject {
	readonly uses: Uses = { failures: 0, said: [] };
	/** Milliseconds since 1970 when its tokens were made, and how long they last. */
	tokensFrom = 0;
	lifeSeconds = 0;
	private path = '';
	private asTool = false;
	private workflowId = '';
	private elsewhere = false;
	private twin?: Subject;
	/** What the provider's address is called in place of 127.0.0.1. */
	private host = '127.0.0.1';

	private constructor(
		readonly bench: Bench,
		readonly control: Control,
		readonly entry: Entry,
		readonly place: Place,
		readonly account: Account,
		readonly credential: Stored,
	) {}

	static async create(
		bench: Bench,
		control: Control,
		entry: Entry,
		place: Place,
		{ changes = {}, sudo = false, asTool = false, spends, settings, httpVersion }: SubjectOptions = {},
	): Promise<Subject> {
		const name = nextName();
		const account = await entry.createAccount(control, bench.sandbox, name);
		const credential = await store(bench, entry, { ...account.data, ...changes });
		const subject = new Subject(bench, control, entry, place, account, credential);
		subject.asTool = asTool;
		const parameters = sudo ? account.sudo : spends && entry.spends?.[spends];
		if (place !== 'test') await subject.publish({ parameters, settings, httpVersion });
		return subject;
	}

	private async publish(unusual: Unusual = {}): Promise<void> {
		this.path = nextName();
		const workflow = this.asTool
			? toolWorkflow(this.entry, this.credential, await storeModel(this.bench), this.path)
			: rowWorkflow(this.entry, this.place, this.credential, this.path, unusual);
		this.workflowId = await publish(this.bench, workflow, this.path);
	}

	/** A second credential with the same data, in the same place. */
	async other(): Promise<Subject> {
		if (this.twin) return this.twin;
		const { bench, control, entry, place, account } = this;
		this.twin = new Subject(bench, control, entry, place, account, await store(bench, entry, account.data));
		this.twin.lifeSeconds = this.lifeSeconds;
		await this.twin.publish();
		await this.twin.connect();
		return this.twin;
	}

	/** Clicks Connect, where there is such a button. */
	async connect(): Promise<void> {
		if (this.entry.kind !== 'oAuth2') return;
		await this.account.signInToBrowser?.();
		await this.bench.rest.connectCredential(this.credential.id);
		this.tokensFrom = Date.now();
	}

	/** Makes each field of the credential an expression, which finds its value in the item. */
	async readFromItems(): Promise<void> {
		const fields = Object.entries(this.account.data).filter(([, value]) => typeof value === 'string');
		await this.edit(Object.fromEntries(fields.map(([name]) => [name, `={{ $json.person.${name} }}`])));
	}

	/** Two more people at the provider. */
	async others(): Promise<Account[]> {
		const { control, entry, bench } = this;
		const accounts = [];
		for (const name of [nextName(), nextName()])
			accounts.push(await entry.createAccount(control, bench.sandbox, name));
		return accounts;
	}

	/** Has it used once, for items of these people; gives back what was read for each, as text. */
	async useFor(people: Account[]): Promise<string[]> {
		const items = people.map(({ data: person }) => ({ url: this.url, method: 'GET', person }));
		const answer = await callWebhook(this.bench, this.path, { items });
		const known = answer ?? (await this.stored(1))[0];
		if (known) this.judge(people.length, known);
		return Array.isArray(known?.data) ? known.data.map((item) => JSON.stringify(item)) : [];
	}

	/** Has it used by a number of executions at once, for a number of items each. */
	async use(items = 1, { executions = 1, method = 'GET', url = this.url }: Request = {}): Promise<void> {
		this.elsewhere = url === this.bench.stranger.url;
		const body = { items: Array.from({ length: items }, () => ({ url, method })) };
		const isHeavy = items * executions >= HEAVY;
		const call = async () => await callWebhook(this.bench, this.path, body);
		const answers = await this.bench.gate.run(
			isHeavy,
			async () => await Promise.all(Array.from({ length: executions }, call)),
		);
		this.tokensFrom = Date.now();
		const known = answers.every((answer) => answer !== undefined) ? answers : await this.stored(executions);
		for (const answer of known) this.judge(items, answer);
	}

	/** Hands items of one's own to a number of executions at once; nothing is judged. */
	async hand(items: readonly object[], executions = 1): Promise<Answer[]> {
		const call = async () => await callWebhook(this.bench, this.path, { items });
		const answers = await Promise.all(Array.from({ length: executions }, call));
		const known = answers.filter((answer) => answer !== undefined);
		return known.length === executions ? known : await this.stored(executions);
	}

	/** The newest execution, and what its node put out. */
	async newest(): Promise<Execution> {
		const [newest] = await this.bench.rest.listExecutions(this.workflowId);
		return await this.bench.rest.waitForExecution(newest?.id ?? '');
	}

	/** What n8n has stored of the newest executions, which says the same as the answers of their webhooks. */
	private async stored(executions: number): Promise<Answer[]> {
		const { rest } = this.bench;
		const newest = (await rest.listExecutions(this.workflowId)).slice(0, executions);
		return await Promise.all(
			newest.map(async ({ id }) => {
				const { runs, status, error } = await rest.waitForExecution(id);
				const items = (runs.Subject ?? []).flatMap(itemsOf).map(({ json }) => json);
				return status === 'success' ? { status: 200, data: items } : { status: 500, data: error };
			}),
		);
	}

	/** Clicks Test. */
	async test(): Promise<void> {
		const credential = await this.bench.rest.readCredential(this.credential.id);
		const { rest, gate } = this.bench;
		// n8n mixes up tests that run at the same time.
		const { status, message } = await gate.run(true, async () => await rest.testCredential(credential));
		if (status !== 'OK') this.fail(1, message);
	}

	async edit(changes: Record<string, unknown>): Promise<void> {
		await this.bench.rest.editCredential(this.credential.id, changes);
	}

	/** Lets the provider go by another name, and the credential follow. */
	async move(): Promise<void> {
		await this.edit((await this.account.moveServer?.()) ?? {});
		this.host = 'localhost';
	}

	/** Waits until the tokens are over. */
	async outlive(): Promise<void> {
		await sleep(Math.max(0, this.tokensFrom + this.lifeSeconds * 1000 + 100 - Date.now()));
	}

	private get url(): string {
		return this.entry.http.url(this.bench.sandbox).replace('127.0.0.1', this.host);
	}

	private judge(items: number, { status, data: answered }: Answer): void {
		const data = this.asTool ? answersOfTool(answered) : answered;
		if (status !== 200 || !Array.isArray(data)) {
			this.fail(items, `${status} ${JSON.stringify(data)}`);
			return;
		}
		const { shows: usual } = this.place === 'http' ? this.entry.http : this.entry.node;
		const shows = this.elsewhere ? 'stranger' : usual;
		const bad = data.filter((item: Record<string, unknown>) => 'error' in item || !(shows in item));
		for (const item of bad) this.fail(1, JSON.stringify(item));
		if (data.length < items && bad.length === 0) this.fail(items - data.length, 'Items are missing');
	}

	fail(count: number, what: string): void {
		this.uses.failures += count;
		this.uses.said.push(what);
	}
}

/** How a subject is made and used, where that is not as most are. */
interface SubjectOptions {
	/** To the data of the credential. */
	changes?: object;
	/** Uses the account's `sudo` operation. */
	sudo?: boolean;
	/** Has an AI agent call the node as its tool. */
	asTool?: boolean;
	/** Uses one of the entry's `spends` operations. */
	spends?: SpendingOperation;
	settings?: NodeSettings;
	/** The version of the HTTP Request node. */
	httpVersion?: number;
}

/** What a use asks for, where that is not one execution of a GET of the entry's own address. */
export interface Request {
	executions?: number;
	method?: string;
	url?: string;
}

async function store({ rest }: Bench, { type }: Entry, data: Record<string, unknown>): Promise<Stored> {
	const name = `The credential ${nextName()}`;
	return { id: await rest.createCredential({ name, type, data }), name };
}

async function storeModel({ rest, model }: Bench): Promise<Stored> {
	const name = `The model ${nextName()}`;
	const data = { apiKey: 'demo-key', url: model.url };
	return { id: await rest.createCredential({ name, type: 'openAiApi', data }), name };
}

/** The items that the tool has put out, as the model repeats them; what it says instead where there are none. */
function answersOfTool(data: unknown): unknown {
	if (!Array.isArray(data)) return data;
	return data.flatMap((item: { output?: string }): unknown[] => {
		try {
			return [JSON.parse(item.output ?? '')].flat() as unknown[];
		} catch {
			return [item];
		}
	});
}
