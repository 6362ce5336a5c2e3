import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

const open = new Set<ClientRequest>();

/** Sent through `node:http` by this process, and not answered in full yet. */
export const openRequests = (): number => open.size;

const STARTED = 'http.client.request.start';

/** From now on, until the tests of the file are over, requests are counted. */
export function countOpenRequests(): void {
	const count = (message: unknown): void => {
		const { request } = message as { request: ClientRequest };
		open.add(request);
		request.once('close', () => open.delete(request));
	};
	beforeAll(() => subscribe(STARTED, count));
	afterAll(() => unsubscribe(STARTED, count));
}
