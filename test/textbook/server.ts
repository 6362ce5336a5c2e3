import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** A client as it is registered, in the words of RFC 7591 §2. */
export interface RegisteredClient {
	readonly client_id: string;
	readonly client_secret?: string;
	readonly token_endpoint_auth_method: 'client_secret_basic' | 'client_secret_post' | 'none';
	readonly redirect_uris: readonly string[];
	readonly grant_types: readonly string[];
	readonly response_types: readonly string[];
	readonly scope: string;
}

/** The server of `authorizationServer.mjs`, in a process of its own: it is an ES module, which tests cannot load. */
export class TextbookServer {
	private constructor(
		private readonly child: ChildProcess,
		readonly issuer: string,
	) {}

	static async start(clients: readonly RegisteredClient[]): Promise<TextbookServer> {
		const child = fork(path.join(__dirname, 'authorizationServer.mjs'), { execArgv: [], stdio: 'pipe' });
		const { issuer } = await ask<{ issuer: string }>(child, { clients });
		return new TextbookServer(child, issuer);
	}

	/** @param now what its clock is to show from now on, in epoch milliseconds */
	async setTime(now: number): Promise<void> {
		await ask(this.child, { now });
	}

	async stop(): Promise<void> {
		const ended = new Promise((resolve) => this.child.once('exit', resolve));
		this.child.kill();
		await ended;
	}
}

/** @throws {Error} with what the process wrote when it ends in place of answering */
async function ask<Answer>(child: ChildProcess, message: object): Promise<Answer> {
	return await new Promise((resolve, reject) => {
		let written = '';
		const write = (chunk: unknown) => (written += String(chunk));
		const failed = () => reject(new Error(`The server ended: ${written}`));
		child.stderr?.on('data', write);
		child.once('exit', failed);
		child.once('message', (answer) => {
			child.off('exit', failed).stderr?.off('data', write);
			resolve(answer as Answer);
		});
		child.send(message);
	});
}
