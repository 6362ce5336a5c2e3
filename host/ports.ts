import { createServer } from 'node:net';

async function listen(port: number, host: string): Promise<number | undefined> {
	return await new Promise((resolve) => {
		const server = createServer();
		// A machine without IPv6 has nobody listening there either.
		server.once('error', (error: NodeJS.ErrnoException) =>
			resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? port : undefined),
		);
		server.listen(port, host, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
		});
	});
}

async function isFree(port: number): Promise<boolean> {
	return (await listen(port, '127.0.0.1')) !== undefined && (await listen(port, '::1')) !== undefined;
}

/**
 * Free loopback ports, one for each preferred one: that port itself when nobody has it, else any other.
 * `localhost` may mean either address family, so a port counts as free only when it is free on both.
 */
export async function freePorts<Name extends string>(
	preferred: Record<Name, number>,
): Promise<Record<Name, number>> {
	const chosen = new Map<Name, number>();
	for (const [name, wanted] of Object.entries(preferred) as Array<[Name, number]>) {
		let port: number | undefined = wanted;
		while (port === undefined || [...chosen.values()].includes(port) || !(await isFree(port))) {
			port = await listen(0, '127.0.0.1');
		}
		chosen.set(name, port);
	}
	return Object.fromEntries(chosen) as Record<Name, number>;
}
