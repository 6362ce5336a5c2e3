import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox';

/** PeerTube's own command line client, as its project publishes it. */
const CLIENT = require.resolve('@peertube/peertube-cli/dist/peertube.js');

let sandbox: Sandbox;
let home: string;
beforeAll(async () => {
	sandbox = await startSandbox();
	home = mkdtempSync(path.join(tmpdir(), 'peertube-cli-'));
});
afterAll(async () => {
	await sandbox.close();
	rmSync(home, { recursive: true });
});

const peertube = async (...args: string[]) =>
	await new Promise<{ failed: boolean; out: string; err: string }>((resolve) => {
		const env = { PATH: process.env.PATH, HOME: home };
		execFile(process.execPath, [CLIENT, ...args], { env }, (error, out, err) =>
			resolve({ failed: error !== null, out, err }),
		);
	});
const account = (password: string) => [
	...['--url', sandbox.peerTube],
	...['--username', 'alice', '--password', password],
];

describe("PeerTube's published client takes the sandbox for a PeerTube", () => {
	it('signs in, and its access token is alive', async () => {
		const { failed, out } = await peertube('token', ...account('demo-password-alice'));
		expect(failed).toBe(false);
		const headers = { authorization: `Bearer ${out.trim()}` };
		const me = await fetch(`${sandbox.peerTube}/api/v1/users/me`, { headers });
		expect([me.status, ((await me.json()) as { username: string }).username]).toEqual([200, 'alice']);
	});

	it('keeps an account', async () => {
		expect((await peertube('auth', 'add', ...account('demo-password-alice'))).failed).toBe(false);
		expect((await peertube('auth', 'list')).out).toContain(sandbox.peerTube);
	});

	it("understands the refusal of a wrong password, in PeerTube's words", async () => {
		const { failed, err } = await peertube('token', ...account('not the password'));
		expect(failed).toBe(true);
		expect(err).toContain('got 400');
		expect(err).toContain('Invalid grant: user credentials are invalid');
	});
});
