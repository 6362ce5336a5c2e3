import axios from 'axios';
import path from 'node:path';
import { root } from './paths';
import { type ProviderName, providerNames } from '../sandbox';
import { launch, type Running, waitForOutput } from './processes';

/** The ports the sandbox would like to have, by the argument that sets each. */
export const sandboxPorts: Record<string, number> = Object.fromEntries(
	['control', ...providerNames].map((name, index) => [`--${name.toLowerCase()}-port`, 4800 + index]),
);

/** Base URLs: `control` and one for each provider, such as `peerTube`. */
export type SandboxUrls = Record<ProviderName | 'control', string>;

/** A sandbox that is ready for requests. */
export interface Sandbox extends Running {
	readonly urls: SandboxUrls;
}

function printedUrls(output: string): SandboxUrls | undefined {
	const line = output.split('\n').find((candidate) => /^\{.*"control".*\}\s*$/.test(candidate));
	return line === undefined ? undefined : (JSON.parse(line) as SandboxUrls);
}

/**
 * Starts the sandbox as a process of its own, with a port for each key of `sandboxPorts`.
 * @throws HostError when it ends or is not ready within 30 seconds
 */
export async function startSandbox(ports: Record<string, number>, logFile: string): Promise<Sandbox> {
	const program = path.join(root, 'build', 'sandbox', 'main.js');
	const args = Object.entries(ports).flatMap(([name, port]) => [name, String(port)]);
	const running = await launch('the sandbox', process.execPath, [program, ...args], { logFile });
	return { ...running, urls: await waitForOutput(running, printedUrls, 30_000) };
}

/** The text of an example with the sandbox's addresses in place of those like `https://peertube.example.com`. */
export function pointAtSandbox(text: string, urls: SandboxUrls): string {
	return providerNames.reduce(
		(result, name) => result.replaceAll(`https://${name.toLowerCase()}.example.com`, urls[name]),
		text,
	);
}

/** Settings of the sandbox by provider, under its path segment of the control API. */
export type SandboxSettings = Record<string, Record<string, unknown>>;

/** Does `work` while the sandbox has other settings, and puts the former ones back, whatever happens. */
export async function withSettings<T>(
	urls: SandboxUrls,
	settings: SandboxSettings,
	work: () => Promise<T>,
): Promise<T> {
	const control = axios.create({ baseURL: urls.control, proxy: false, timeout: 10_000 });
	const former: Array<[string, unknown]> = [];
	try {
		for (const [provider, changes] of Object.entries(settings)) {
			const address = `/${provider}/settings`;
			former.push([address, (await control.get<unknown>(address)).data]);
			await control.patch(address, changes);
		}
		return await work();
	} finally {
		for (const [address, values] of former.reverse()) await control.patch(address, values);
	}
}
