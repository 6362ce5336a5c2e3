import type { IncomingMessage } from 'node:http';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/** A request from somebody whom the control side does not obey; answered 403 with this message. */
class Stranger extends Error {
	readonly statusCode = 403;
}

/**
 * Keeps out the pages of other sites: from other machines nothing comes through to loopback, but it does from whatever is
 * open in a browser on this one.
 *
 * @param port that of the control side
 * @throws Stranger, whose message says why
 */
export function keepOutStrangers({ headers }: IncomingMessage, port: number): void {
	const { host = '', origin, 'sec-fetch-site': site = 'none' } = headers;
	const names = loopbackNames.map((name) => new URL(`http://${name}:${port}`));
	// A site can have its own name lead here; what its pages send has that name for a host.
	const own = names.find((url) => url.host === host.toLowerCase());
	if (!own) {
		const known = names.map((url) => url.host).join(', ');
		throw new Stranger(`There is no "${host}" here. The control side goes by these names: ${known}`);
	}
	const isElsewhere = origin !== undefined && origin !== own.origin;
	// A browser tells where a request comes from, also where it leaves out the origin.
	if (isElsewhere || !['same-origin', 'none'].includes(String(site))) {
		const page = isElsewhere ? origin : 'another site';
		throw new Stranger(`A page of ${page} may not control the sandbox. A program or a shell may.`);
	}
}
