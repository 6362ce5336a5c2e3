import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosResponse } from 'axios';
import { untilReady } from '../../host/patience';
import { DataTables, exampleFor } from './examples';
import type { Step } from './steps';

const SIGNED_IN = 'You are signed in';
const NOT_KNOWN = 'This sign-in is not known';

/** Follows nothing by itself, so that a test can come back with whatever it likes. */
async function open(url: string, cookie = ''): Promise<AxiosResponse<string>> {
	const options = {
		proxy: false,
		maxRedirects: 0,
		responseType: 'text',
		validateStatus: () => true,
	} as const;
	return await untilReady(async () => await axios.get<string>(url, { ...options, headers: { cookie } }));
}

/** n8n takes a moment to publish a webhook. */
async function listening(url: string): Promise<void> {
	for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
		if ((await open(url)).status < 400) return;
	}
	throw new Error(`Nobody listens at ${url}`);
}

interface Visit {
	/** What the browser keeps for the site. */
	cookie: string;
	/** Where the consent page sends the browser back to. */
	callback: string;
}

/** Has people come to the sign-in example, honest and other ones. @throws {Error} when one sees another page than they should */
export const signInOnAPage: Step = async (subject) => {
	const { bench, control } = subject;
	const begin = `${bench.baseUrl}/webhook/fluxer-sign-in`;
	const callback = `${bench.baseUrl}/webhook/fluxer-callback`;
	await control.send('PUT', '/users/visitor', {});
	await control.settings({ signedInAs: 'visitor' });
	type Client = { id: string; clientSecret: string };
	const application = { owner: 'visitor', name: 'A product', redirectUris: [callback] };
	const { id: clientId, clientSecret } = await control.send<Client>('POST', '/applications', application);
	await subject.edit({ clientId, clientSecret });
	const workflow = await exampleFor(subject, 'fluxer-sign-in');
	await bench.rest.activateWorkflow(await bench.rest.createWorkflow(workflow));

	await listening(begin);

	const visit = async (): Promise<Visit> => {
		const { headers } = await open(begin);
		const cookie = String(headers['set-cookie']?.[0]).split(';')[0] ?? '';
		return { cookie, callback: String((await open(String(headers.location))).headers.location) };
	};
	const sees = async (who: string, url: string, cookie: string, ...titles: string[]): Promise<string> => {
		const { data, status } = await open(url, cookie);
		const title = /<h1>(.*)<\/h1>/.exec(data)?.[1] ?? data.slice(0, 100);
		if (!titles.includes(title) || (status === 200) !== (title === SIGNED_IN))
			throw new Error(`${who} gets ${status} ${title}`);
		return title;
	};

	const mia = await visit();
	await sees('Who signs in', mia.callback, mia.cookie, SIGNED_IN);
	await sees('Who comes back once more', mia.callback, mia.cookie, NOT_KNOWN);
	const [own, foreign] = [await visit(), await visit()];
	await sees('Who is sent the callback of somebody else', foreign.callback, own.cookie, NOT_KNOWN);
	await sees('Who makes up a state', `${callback}?code=x&state=made-up`, 'fluxerSignIn=made-up', NOT_KNOWN);
	const { cookie } = await visit();
	const refused = `${callback}?error=access_denied&state=${cookie.split('=')[1]}`;
	await sees('Who says no', refused, cookie, 'This did not work');
	const twice = await visit();
	const both = [1, 2].map(
		async (nth) => await sees(`Number ${nth}`, twice.callback, twice.cookie, SIGNED_IN, NOT_KNOWN),
	);
	const titles = (await Promise.all(both)).sort();
	if (titles.join() !== [NOT_KNOWN, SIGNED_IN].sort().join())
		throw new Error(`Two at once: ${titles.join()}`);

	const tables = await DataTables.of(subject);
	const sessions = await tables.rows('Fluxer sessions');
	const stored = sessions.filter(({ accessToken, refreshToken }) => accessToken && refreshToken);
	if (stored.length !== 1) throw new Error(`${stored.length} sessions are stored`);
	const waiting = await tables.rows('Fluxer sign-ins');
	// Of the one who never came back, and of the look whether anybody listens.
	if (waiting.length !== 2) throw new Error(`${waiting.length} sign-ins are waiting`);
};
