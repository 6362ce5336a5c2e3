import { setTimeout as sleep } from 'node:timers/promises';
import { isOffered } from '../../host/offered';
import { isPromised } from '../../host/versions';
import { runExample } from './examples';
import type { Request, Subject } from './subject';

/** One thing that happens to a credential, as the rows put them together. */
export type Step = (subject: Subject) => Promise<unknown>;

/** Has the credential used in one run, for a number of items; failures are counted. */
export const use =
	(items = 1, request: Request = {}): Step =>
	async (subject) =>
		await subject.use(items, request);

/** Has three people take turns with one credential whose fields are expressions: each item has to act as itself. */
export const takeTurns: Step = async (subject) => {
	const people = [subject.account, ...(await subject.others())];
	await subject.readFromItems();
	const turns = await subject.useFor([...people, ...people]);
	if (new Set(turns.slice(0, 3)).size < 3) throw new Error(`Items acted as each other: ${turns.join()}`);
	const again = await subject.useFor(people);
	for (const round of [turns.slice(3), again]) {
		if (round.join() !== turns.slice(0, 3).join()) throw new Error(`Items acted as others: ${round.join()}`);
	}
};

/** Keeps a session in a table from the sign-in to its end, as the example of the service does. */
export const circle: Step = async (subject) =>
	await runExample(subject, `${subject.entry.provider.toLowerCase()}-other-people`);

/** Runs one of the examples with it. */
export const example =
	(file: string): Step =>
	async (subject) =>
		await runExample(subject, file);

/** Uses it at a host that is not its own. */
export const useElsewhere: Step = async (subject) =>
	await subject.use(1, { url: subject.bench.stranger.url });

/** Clicks Test so many times, one after the other; failures are counted. */
export const test =
	(times: number): Step =>
	async (subject) => {
		for (let click = 0; click < times; click++) await subject.test();
	};

/** Looks whether somebody who uses the editor can choose it in the HTTP Request node. */
export const lookWhetherOffered: Step = async ({ bench, entry: { type } }) => {
	const types = await bench.rest.describeCredentialTypes();
	if (!types.some(({ name }) => name === type)) throw new Error(`n8n knows of no ${type}`);
	if (!isOffered(types, type)) throw new Error(`The editor does not offer ${type} in the HTTP Request node`);
};

/** Looks whether somebody is told in the editor that this n8n is too old for what is promised, and is not told so otherwise. */
export const lookWhatIsSaidOfAge: Step = async ({ bench, entry: { type } }) => {
	const types = await bench.rest.describeCredentialTypes();
	const notices = types
		.find(({ name }) => name === type)
		?.properties.filter((each) => each.type === 'notice');
	const isSaid = notices?.some(({ displayName }) => displayName.includes('This n8n is older than')) ?? false;
	if (isSaid === isPromised(bench.n8n)) throw new Error(`It is ${isSaid ? 'said' : 'not said'}`);
};

/** Lets the HTTP Request node send it to any host. */
export const allowAllHosts: Step = async (subject) =>
	await subject.edit({ allowedHttpRequestDomains: 'all' });

/** Does what n8n before 2.34 did: it stored the domain that was allowed, in place of the expression for it. */
export const storeAllowedDomain: Step = async (subject) =>
	await subject.edit({ allowedDomains: new URL(subject.entry.http.url(subject.bench.sandbox)).hostname });

/** Asks for an address that the provider answers as told; our node asks for its own. */
export const useAt =
	(path: string, items: number, method = 'GET'): Step =>
	async (subject) => {
		const { origin } = new URL(subject.entry.http.url(subject.bench.sandbox));
		await subject.use(items, { method, url: `${origin}${path}` });
	};

/** Enters somebody else's address as the server of the credential, and uses it there. */
export const moveToStranger: Step = async (subject) => {
	const url = subject.bench.stranger.url;
	await subject.edit({ [subject.entry.serverField]: url });
	await subject.use(1, { url });
};

/** What fails meanwhile is not counted as a failure. */
export const mayFail =
	(step: Step): Step =>
	async (subject) => {
		const { failures, said } = subject.uses;
		const before = { failures, said: [...said] };
		await step(subject);
		Object.assign(subject.uses, before);
	};

/** Does something with a second credential of the same account; what fails there is counted here. */
export const otherOne =
	(step: Step): Step =>
	async (subject) => {
		const other = await subject.other();
		await step(other);
		subject.uses.failures += other.uses.failures;
		subject.uses.said.push(...other.uses.said);
		Object.assign(other.uses, { failures: 0, said: [] });
	};

/** Clicks Connect; does nothing where a credential has no such button. */
export const connect: Step = async (subject) => await subject.connect();
/** What a person does who reconnects: Connect, or where there is no such button Save. */
export const reconnect: Step = async (subject) =>
	subject.entry.kind === 'oAuth2' ? await subject.connect() : await subject.edit({});

/** Waits until the access token is over by the clock. */
export const outlive: Step = async (subject) => await subject.outlive();

/** Waits by the clock of the machine, which n8n goes by. */
export const wait =
	(seconds: number): Step =>
	async () =>
		await sleep(seconds * 1000);

/** How long access tokens last that are issued from now on. */
export const lifetime =
	(seconds: number): Step =>
	async (subject) => {
		subject.lifeSeconds = seconds;
		await subject.control.settings(subject.entry.lifetime(seconds));
	};

/** Changes settings of the stand-in. The next row begins with its own again. */
export const settings =
	(values: object): Step =>
	async ({ control }) =>
		await control.settings(values);

/** Has the provider take the access tokens for expired; n8n does not know. */
export const expire: Step = async ({ account }) => await account.expire?.();

/** Has the provider end all tokens of the person; n8n does not know. */
export const revoke: Step = async ({ account }) => await account.revoke?.();

/** Ends the refresh tokens alone, or all tokens where the stand-in cannot tell them apart. */
export const revokeRefreshTokens: Step = async ({ account }) =>
	await (account.revokeRefreshTokens ?? account.revoke)?.();

/** Has n8n fail to store anything of this credential. */
export const breakStorage: Step = async ({ bench, credential }) => bench.storage.refuse(credential.id);

/** Ends {@link breakStorage}. */
export const repairStorage: Step = async ({ bench, credential }) => bench.storage.accept(credential.id);

/** The person changes it and forgets the credential. */
export const changeSecretElsewhere: Step = async ({ account }) => await account.changeSecret?.();

/** The person changes it at the provider and in the credential. */
export const changeSecret: Step = async (subject) =>
	await subject.edit((await subject.account.changeSecret?.()) ?? {});
/** Puts right what was wrong in the credential from the start. */
export const correct: Step = async (subject) => await subject.edit(subject.account.data);

/** The server goes by another name from now on, in the credential too. */
export const move: Step = async (subject) => await subject.move();

/** Spoils the next thousand answers of the token endpoint, as `sandbox/shared/faults.ts` describes faults. */
export const breakTokens =
	(fault: object): Step =>
	async ({ control, entry }) =>
		await control.fault({ times: 1000, path: entry.tokenPath, method: 'POST', ...fault });
/** The provider does its work at once, and its answer takes its time. */
export const slowTokens = (delayMs: number): Step => breakTokens({ kind: 'slow', delayMs });

/**
 * Has the provider answer a path with a status: that path for the HTTP Request node, and the one that our node asks.
 */
export const breakPath =
	(path: string, status: number): Step =>
	async ({ control, entry, place }) =>
		await control.fault({
			kind: 'status',
			status,
			times: 1000,
			path: place === 'http' ? path : entry.apiPath,
		});

/** Spoils the next answers to what node and HTTP Request read: a thousand, unless the fault says how many. */
export const breakApi =
	(fault: object): Step =>
	async ({ control, entry }) =>
		await control.fault({ times: 1000, path: entry.apiPath, ...fault });
/** Has the provider point to a strange server. */
export const redirectElsewhere: Step = async ({ control, entry, bench }) => {
	const path = new URL(entry.http.url(bench.sandbox)).pathname;
	await control.fault({ kind: 'redirect', location: bench.stranger.url, times: 1, path });
};

/** Ends all faults. */
export const repair: Step = async ({ control }) => await control.noFaults();

/**
 * Has n8n hang at the very moment at which a new access token is used for the first time, and leaves it there. Where n8n
 * goes by answers and not by the clock, a 401 makes it refresh.
 */
export const hangAtFirstUse: Step = async (subject) => {
	if (subject.entry.kind === 'oAuth2') await breakApi({ kind: 'status', status: 401, times: 1 })(subject);
	await breakApi({ kind: 'stall', times: 1 })(subject);
	void subject.use().catch(() => undefined);
	for (const deadline = Date.now() + 15_000; (await subject.control.faults()).length > 0; await sleep(30)) {
		if (Date.now() > deadline) throw new Error('n8n sent nothing');
	}
};
